import { armPoints, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { gradientReach } from '../analysis/layers.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 8, full: 30 };
const INITIALIZERS = [
  ['too small', { id: 'truncated-normal', standardDeviation: 0.01 }],
  ['glorot', { id: 'glorot-normal' }],
  ['he', { id: 'he-normal' }],
  ['too large', { id: 'truncated-normal', standardDeviation: 0.5 }],
] as const;

/**
 * He’s initialization trains a deep ReLU network better than Glorot’s, and than weights too small or too large.
 *
 * @see He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015.
 */
export const initialization = defineStudy({
  id: 'convlab/initialization',
  title: 'First weights',
  summary:
    'He’s initialization trains a deep ReLU network better than Glorot’s, and than weights too small or too large.',
  claim:
    'A deep ReLU network learns better from He’s first weights than from Glorot’s, from much smaller and from much larger ones.',
  prediction:
    'Only a variance of 2 / fan-in keeps the size of signals through ReLUs; any other factor is taken to the power of the depth.',
  factors: [
    { name: 'initializer', levels: ['too small (0.01)', 'glorot-normal', 'he-normal', 'too large (0.5)'] },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'One recipe for all arms; each might do better with one of its own.',
    'No normalization, which would hide the difference.',
  ],
  reading: [
    'He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015',
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010',
  ],
  design: (budget) => ({
    experiment: {
      name: 'First weights',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [64, 64, 64, 64, 64, 64, 64, 64, 64, 64] } },
      optimizer: { id: 'sgd', learningRate: 0.02, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: INITIALIZERS.map(([name, initializer]) => ({ name, set: { 'network.initializer': initializer } })),
    seeds: SEEDS[budget],
  }),
  measures: [
    MEASURES.validationError,
    MEASURES.trainError,
    { name: 'gradient first by last layer, log10', unit: 'number', of: gradientReach },
  ],
  effects: [
    difference('validation error', ['too small', 'he'], finalError, 0.05),
    difference('validation error', ['too large', 'he'], finalError, 0.05),
    difference('validation error', ['glorot', 'he'], finalError),
  ],
  charts: [
    validationCurves,
    armPoints('Error by initializer', { label: 'validation error', unit: 'share' }, finalError),
  ],
});
