import { factorLines, trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { bestError, finalError, minus, trainError } from '../analysis/run-values.ts';
import { armName } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 3, lesson: 120, full: 240 };
const PERCENT = [0, 25, 50] as const;
const arm = (percent: number): string => armName('random labels', `${percent} %`);

/**
 * A network learns random labels by heart, and pays for it on new examples.
 *
 * @see Zhang, Bengio, Hardt, Recht & Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017.
 */
export const labelNoise = defineStudy({
  id: 'convlab/label-noise',
  title: 'Random labels',
  summary: 'A network learns random labels by heart, and pays for it on new examples.',
  claim:
    'With half of the training labels drawn at random, a network still answers more than 95 % of its training examples as they are labelled; its validation error rises while it learns them, and with their share.',
  prediction:
    'Weights enough to store every label are used for that once what is common to a class is learned: the training error cannot tell learning from memory, the validation error can.',
  factors: [{ name: 'random training labels', levels: ['0 %', '25 %', '50 %'] }],
  caveats: [
    'Small grey images; whether larger networks on larger data suffer as much is another question.',
    'A random label is the right one in one of ten cases: of half the labels 45 % are wrong.',
    'No regularizer and no early stopping, which would keep a network from learning what is wrong.',
  ],
  reading: [
    'Zhang, Bengio, Hardt, Recht & Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017',
    'Arpit et al., A closer look at memorization in deep networks, ICML 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Random labels',
      data: studyData('digits', { fraction: 0.5 }),
      network: { architecture: { id: 'mlp', hidden: [256] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: PERCENT.map((percent) => ({ name: arm(percent), set: { 'data.labelNoise': percent / 100 } })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.trainError, MEASURES.validationError, MEASURES.bestError],
  effects: [
    {
      name: 'training accuracy with 50 % random labels',
      unit: 'points',
      above: 0.95,
      of: (seed) => minus(1, seed.value(arm(50), trainError)),
    },
    {
      name: 'validation error with 50 % random labels, last epoch less best',
      unit: 'points',
      above: 0.02,
      of: (seed) => minus(seed.value(arm(50), finalError), seed.value(arm(50), bestError)),
    },
    difference('validation error', [arm(25), arm(0)], finalError, 0.02),
    difference('validation error', [arm(50), arm(25)], finalError, 0.02),
  ],
  charts: [
    trainCurves,
    validationCurves,
    factorLines(
      'Validation error over random labels',
      { label: 'percent of the training labels' },
      { label: 'validation error', unit: 'share' },
      finalError,
    ),
  ],
});
