import { curves, curvesOver, UPDATES, WALL_TIME } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { imagesUntil, numUpdates, secondsTo, trainError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 20, full: 60 };
const SIZES = [
  ['single', 1],
  ['mini-batch', 32],
  ['batch', 'full'],
] as const;

/* Far from guessing, and far from what the last epochs are about. */
const LEARNED = 0.1;
const LOSS = { label: 'training loss', unit: 'number' } as const;

/**
 * After the same number of epochs, small batches have learned more than the whole training part at once.
 *
 * @see Bottou, Curtis & Nocedal, Optimization methods for large-scale machine learning, SIAM Review 60, 2018.
 */
export const batchSize = defineStudy({
  id: 'convlab/batch-size',
  title: 'Stochastic, mini-batch and batch gradient descent',
  summary:
    'After the same number of epochs, small batches have learned more than the whole training part at once.',
  claim:
    'After equally many epochs, gradient descent on mini-batches and on single examples has a smaller training error than on the whole training part.',
  prediction:
    'An epoch is one step for batch descent and more than a thousand for single examples; noisy steps are worth more than few exact ones. In time the order may be another: many small steps keep a processor less busy than few large ones.',
  factors: [{ name: 'batch size', levels: ['1', '32', 'all (1,258)'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'One learning rate for all; batch descent bears a larger one.',
    'Judged is the error per image seen, and so per multiply-add: both are alike for all batch sizes. Seconds are shown, not judged: they are the machine’s, differ at each repetition, and contain the evaluation after each epoch.',
  ],
  reading: [
    'Bottou, Curtis & Nocedal, Optimization methods for large-scale machine learning, SIAM Review 60, 2018',
    'Masters & Luschi, Revisiting small batch training for deep neural networks, 2018',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Stochastic, mini-batch and batch gradient descent',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32] } },
      optimizer: { id: 'sgd', learningRate: 0.02 },
      training: { epochs: EPOCHS[budget] },
    },
    arms: SIZES.map(([name, size]) => ({ name, set: { 'training.batchSize': size } })),
    seeds: SEEDS[budget],
  }),
  measures: [
    MEASURES.trainError,
    MEASURES.validationError,
    { name: 'updates', unit: 'count', of: numUpdates },
    { name: 'images until 10 % training error', unit: 'count', of: imagesUntil(LEARNED) },
    { name: 'seconds until then', unit: 'seconds', of: secondsTo(LEARNED) },
  ],
  effects: [
    difference('training error', ['batch', 'mini-batch'], trainError, 0.02),
    difference('training error', ['batch', 'single'], trainError, 0.02),
  ],
  charts: [
    curves('Training loss by epoch', 'trainEval/loss', LOSS),
    curvesOver(UPDATES, 'Training loss by updates', 'trainEval/loss', LOSS),
    curvesOver(WALL_TIME, 'Training loss by time', 'trainEval/loss', LOSS),
  ],
});
