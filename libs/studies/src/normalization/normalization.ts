import { factorLines } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 6, full: 20 };
const NORMALIZATIONS = ['none', 'batch', 'group', 'layer', 'instance'];
const BATCHES: PerBudget<readonly number[]> = {
  smoke: [2, 64],
  lesson: [2, 16, 64],
  full: [2, 4, 8, 16, 32, 64, 128],
};

function normalizationRef(id: string): unknown {
  if (id === 'none') return null;
  return id === 'group' ? { id, groups: 4 } : { id };
}

/** How much worse an arm does with batches of 2 than with batches of 64. */
const loss = (seed: SeedGroup, id: string): number | null =>
  minus(seed.value(armName(id, 'batch 2'), finalError), seed.value(armName(id, 'batch 64'), finalError));

/**
 * Batch normalization needs large batches; group normalization does not care.
 *
 * @see Wu & He, Group normalization, ECCV 2018.
 */
export const normalization = defineStudy({
  id: 'convlab/normalization',
  title: 'Normalization and batch size',
  summary: 'Batch normalization needs large batches; group normalization does not care.',
  claim: 'When batches become small, batch normalization loses more accuracy than group normalization.',
  prediction:
    'Statistics of two images are noise, and the running averages that inference uses are made of it; group normalization looks at one image at a time.',
  factors: [
    { name: 'normalization', levels: ['none', 'batch', 'group', 'layer', 'instance'] },
    { name: 'batch size', levels: ['2', '16', '64'] },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The learning rate follows the batch size linearly, by one rule for all normalizations.',
    'Batches of 2 still have 128 pixels per channel in the first layer, which is kind to batch normalization.',
  ],
  reading: [
    'Wu & He, Group normalization, ECCV 2018',
    'Ioffe & Szegedy, Batch normalization, ICML 2015',
    'Ba, Kiros & Hinton, Layer normalization, 2016',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Normalization and batch size',
      data: studyData('digits'),
      network: { architecture: { id: 'conv-net', blocks: [8, 16], dense: [32] } },
      optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
      training: { epochs: EPOCHS[budget] },
    },
    arms: (budget === 'smoke' ? ['batch', 'group'] : NORMALIZATIONS).flatMap((id) =>
      BATCHES[budget].map((size) => ({
        name: armName(id, `batch ${size}`),
        set: {
          'network.normalization': normalizationRef(id),
          'training.batchSize': size,
          'optimizer.learningRate': (0.05 * size) / 64,
        },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.validationError, MEASURES.trainError],
  effects: [
    {
      name: 'error added by batches of 2 in place of 64, batch less group normalization',
      unit: 'points',
      above: 0.01,
      of: (seed) => minus(loss(seed, 'batch'), loss(seed, 'group')),
    },
  ],
  charts: [
    factorLines(
      'Error over batch size',
      { label: 'batch size', log: true },
      { label: 'validation error', unit: 'share' },
      finalError,
    ),
  ],
});
