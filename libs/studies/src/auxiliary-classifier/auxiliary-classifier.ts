import { armPoints, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { firstGradient } from '../analysis/layers.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { chain, chainWithAuxiliary } from '../design/graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 10, full: 40 };
const LAYERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].flatMap((i) => [
  { name: `conv${i}`, id: 'conv', filters: 8, kernelSize: 3, padding: 'same' },
  { name: `tanh${i}`, kind: 'activation' as const, id: 'tanh' },
]);

/**
 * A second classifier half way up strengthens the gradient of the first layer.
 *
 * @see Szegedy et al., Going deeper with convolutions, CVPR 2015.
 */
export const auxiliaryClassifier = defineStudy({
  id: 'convlab/auxiliary-classifier',
  title: 'Auxiliary classifiers',
  summary: 'A second classifier half way up strengthens the gradient of the first layer.',
  claim:
    'A second classifier in the middle of a deep plain network at least doubles the gradient of its first layer in the first epoch, and costs at most one point of validation error.',
  prediction: 'The loss reaches the lower half on a shorter way, which weakens it less.',
  factors: [{ name: 'auxiliary classifier', levels: ['off', 'on'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'A gradient that is larger is not always a better one; the errors are in the table.',
  ],
  reading: [
    'Szegedy et al., Going deeper with convolutions, CVPR 2015',
    'Lee et al., Deeply-supervised nets, AISTATS 2015',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Auxiliary classifiers',
      data: studyData('digits'),
      network: { graph: { ...chain(LAYERS) } },
      optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [
      { name: 'off', set: { 'network.graph': chain(LAYERS) } },
      { name: 'on', set: { 'network.graph': chainWithAuxiliary(LAYERS, 'tanh5', 0.3) } },
    ],
    seeds: SEEDS[budget],
  }),
  measures: [
    { name: 'log10 of the first gradient', unit: 'number', of: firstGradient },
    MEASURES.validationError,
    MEASURES.trainError,
  ],
  effects: [
    difference('log10 of the first layer’s gradient', ['on', 'off'], firstGradient, Math.log10(2), 'number'),
    difference('validation error', ['off', 'on'], finalError, -0.01),
  ],
  charts: [
    validationCurves,
    armPoints(
      'Gradient of the first layer',
      { label: 'log10 of the gradient’s norm', unit: 'number' },
      firstGradient,
    ),
  ],
});
