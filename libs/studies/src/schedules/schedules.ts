import { curves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { trainLoss } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 20, full: 60 };
const SCHEDULES = ['constant', 'step', 'cosine', 'exponential'];

/**
 * A rate that falls to zero ends at a smaller loss than a constant one.
 *
 * @see Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017.
 */
export const schedules = defineStudy({
  id: 'convlab/schedules',
  title: 'Learning rate schedules',
  summary: 'A rate that falls to zero ends at a smaller loss than a constant one.',
  claim:
    'With the same first rate and equal epochs, a cosine schedule ends at a smaller training loss than a constant rate.',
  prediction: 'A large rate travels fast but rattles about the minimum; the fall lets it settle.',
  factors: [{ name: 'schedule', levels: ['constant', 'step', 'cosine', 'exponential'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'One first rate for all schedules, which is on the large side.',
  ],
  reading: ['Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017'],
  design: (budget) => ({
    experiment: {
      name: 'Learning rate schedules',
      data: studyData('digits'),
      network: { architecture: { id: 'conv-net', blocks: [8, 16], dense: [32] } },
      optimizer: { id: 'sgd', learningRate: 0.1, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: (budget === 'smoke' ? ['constant', 'cosine'] : SCHEDULES).map((id) => ({
      name: id,
      set: { 'optimizer.learningRate': id === 'constant' ? 0.1 : { id, initial: 0.1 } },
    })),
    seeds: SEEDS[budget],
  }),
  measures: [{ name: 'training loss', unit: 'number', of: trainLoss }, MEASURES.validationError],
  effects: [difference('training loss', ['constant', 'cosine'], trainLoss, 0, 'number')],
  charts: [
    curves('Training loss', 'trainEval/loss', { label: 'training loss', unit: 'number', log: true }),
    validationCurves,
  ],
});
