import { factorLines } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 30, full: 80 };
const AUGMENTATIONS = [
  ['none', []],
  ['shifts', [{ id: 'translate' }]],
] as const;
const PERCENT: PerBudget<readonly number[]> = {
  smoke: [5, 100],
  lesson: [5, 25, 100],
  full: [5, 10, 25, 50, 100],
};

/** What shifts take off the error at a share of the data. */
const gain = (seed: SeedGroup, percent: number): number | null =>
  minus(
    seed.value(armName('none', `${percent} %`), finalError),
    seed.value(armName('shifts', `${percent} %`), finalError),
  );

/**
 * Shifted images help, and most where there are few.
 *
 * @see Shorten & Khoshgoftaar, A survey on image data augmentation for deep learning, Journal of Big Data 6, 2019.
 */
export const augmentation = defineStudy({
  id: 'convlab/augmentation',
  title: 'Augmentation and the amount of data',
  summary: 'Shifted images help, and most where there are few.',
  claim:
    'Random shifts lower the validation error of a small training set, and by more than that of a large one.',
  prediction:
    'A shifted digit is the same digit: the network need not see it in every place itself, which it would only with enough data.',
  factors: [
    { name: 'augmentation', levels: ['none', 'shifts'] },
    { name: 'training examples', levels: ['5 %', '25 %', '100 %'] },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The digits are centred, so that shifts make the training harder than the test.',
  ],
  reading: [
    'Shorten & Khoshgoftaar, A survey on image data augmentation for deep learning, Journal of Big Data 6, 2019',
    'Simard, Steinkraus & Platt, Best practices for convolutional neural networks, ICDAR 2003',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Augmentation and the amount of data',
      data: studyData('digits'),
      network: { architecture: { id: 'conv-net', blocks: [8, 16], dense: [32] } },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: AUGMENTATIONS.flatMap(([name, augment]) =>
      PERCENT[budget].map((percent) => ({
        name: armName(name, `${percent} %`),
        set: { 'data.augment': augment, 'data.fraction': percent / 100 },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.validationError, MEASURES.trainError, MEASURES.gap],
  effects: [
    {
      name: 'error that shifts take off with 5 % of the data',
      unit: 'points',
      above: 0,
      of: (seed) => gain(seed, 5),
    },
    {
      name: 'that with 5 % less that with all',
      unit: 'points',
      above: 0,
      of: (seed) => minus(gain(seed, 5), gain(seed, 100)),
    },
  ],
  charts: [
    factorLines(
      'Error over the amount of data',
      { label: 'percent of the training part', log: true },
      { label: 'validation error', unit: 'share' },
      finalError,
    ),
  ],
});
