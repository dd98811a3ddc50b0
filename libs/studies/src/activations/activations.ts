import { armPoints, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { gradientReach } from '../analysis/layers.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 10, full: 40 };
const ACTIVATIONS = ['sigmoid', 'tanh', 'relu', 'leaky-relu', 'prelu'];

/**
 * Gradients reach the first of many layers through ReLU, and vanish through sigmoid.
 *
 * @see Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010.
 */
export const activations = defineStudy({
  id: 'convlab/activations',
  title: 'Activations in a deep network',
  summary: 'Gradients reach the first of many layers through ReLU, and vanish through sigmoid.',
  claim:
    'In a deep network gradients reach the first layer at least ten times weaker through sigmoids than through ReLUs, and it learns worse for it.',
  prediction:
    'The slope of a sigmoid is at most a quarter, so eight layers shrink a gradient by up to 4^8; a ReLU passes half of it whole.',
  factors: [{ name: 'activation', levels: ['sigmoid', 'tanh', 'relu', 'leaky-relu', 'prelu'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Gradients are those after the first epoch.',
    'No normalization, which would help the sigmoid.',
  ],
  reading: [
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010',
    'Glorot, Bordes & Bengio, Deep sparse rectifier neural networks, AISTATS 2011',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Activations in a deep network',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32, 32, 32, 32, 32, 32, 32, 32] } },
      optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: (budget === 'smoke' ? ['sigmoid', 'relu'] : ACTIVATIONS).map((id) => ({
      name: id,
      set: { 'network.activation': { id } },
    })),
    seeds: SEEDS[budget],
  }),
  measures: [
    MEASURES.validationError,
    MEASURES.trainError,
    { name: 'gradient first by last layer, log10', unit: 'number', of: gradientReach },
  ],
  effects: [
    difference('log10 of first by last gradient', ['relu', 'sigmoid'], gradientReach, 1, 'number'),
    difference('validation error', ['sigmoid', 'relu'], finalError, 0.05),
  ],
  charts: [
    validationCurves,
    armPoints(
      'How far gradients reach',
      { label: 'log10 of first by last gradient', unit: 'number' },
      gradientReach,
    ),
  ],
});
