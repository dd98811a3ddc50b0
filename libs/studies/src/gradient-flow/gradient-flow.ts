import { factorLines } from '../analysis/charts.ts';
import { gradientReach } from '../analysis/layers.ts';
import { MEASURES } from '../analysis/measures.ts';
import { minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 2, full: 10 };
const DEPTHS: PerBudget<readonly number[]> = { smoke: [8, 32], lesson: [8, 20, 32], full: [8, 20, 32, 56] };
const STRUCTURES = [
  ['plain', 'cifar-plain'],
  ['residual', 'cifar-resnet'],
] as const;

/** How much of the gradient's reach 24 more layers cost, in powers of ten. */
const loss = (seed: SeedGroup, name: string): number | null =>
  minus(seed.value(armName(name, 8), gradientReach), seed.value(armName(name, 32), gradientReach));

/**
 * Gradients weaken with depth in a plain network, not in a residual one.
 *
 * @see He, Zhang, Ren & Sun, Identity mappings in deep residual networks, ECCV 2016.
 */
export const gradientFlow = defineStudy({
  id: 'convlab/gradient-flow',
  title: 'Gradients through depth',
  summary: 'Gradients weaken with depth in a plain network, not in a residual one.',
  claim:
    'From 8 to 32 layers the gradient of the first layer, against the last, weakens more in a plain network than in a residual one.',
  prediction: 'A shortcut is a way on which the gradient is not multiplied by anything.',
  factors: [
    { name: 'structure', levels: ['plain', 'residual'] },
    { name: 'layers', levels: ['8', '20', '32'] },
  ],
  caveats: [
    'Gradients are those after the first epoch of a short training.',
    'Without normalization, which would do part of the work.',
    'Small grey images and a short training; larger problems may answer otherwise.',
  ],
  reading: [
    'He, Zhang, Ren & Sun, Identity mappings in deep residual networks, ECCV 2016',
    'Balduzzi et al., The shattered gradients problem, ICML 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Gradients through depth',
      data: studyData('digits'),
      network: { architecture: { id: 'cifar-plain', depth: 8 }, normalization: null },
      optimizer: { id: 'sgd', learningRate: 0.001, momentum: 0.9 },
      training: { batchSize: 64, epochs: EPOCHS[budget] },
    },
    arms: STRUCTURES.flatMap(([name, id]) =>
      DEPTHS[budget].map((depth) => ({
        name: armName(name, depth),
        set: { 'network.architecture': { id, depth } },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [
    { name: 'log10 of first by last gradient', unit: 'number', of: gradientReach },
    MEASURES.trainError,
  ],
  effects: [
    {
      name: 'log10 of the gradient lost from 8 to 32 layers, plain less residual',
      unit: 'number',
      above: 0.3,
      of: (seed) => minus(loss(seed, 'plain'), loss(seed, 'residual')),
    },
  ],
  charts: [
    factorLines(
      'How far gradients reach',
      { label: 'layers' },
      { label: 'log10 of first by last gradient', unit: 'number' },
      gradientReach,
    ),
  ],
});
