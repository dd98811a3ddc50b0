import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { chain } from '../design/graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 20, full: 60 };

const relu = (name: string) => ({ name, kind: 'activation' as const, id: 'relu' });
const NETWORKS = {
  convolutional: chain([
    { name: 'conv1', id: 'conv', filters: 12, kernelSize: 3 },
    relu('relu1'),
    { name: 'conv2', id: 'conv', filters: 24, kernelSize: 3 },
    relu('relu2'),
  ]),
  'locally connected': chain([
    { name: 'local1', id: 'locally-connected', filters: 4, kernelSize: 3 },
    relu('relu1'),
    { name: 'local2', id: 'locally-connected', filters: 4, kernelSize: 3 },
    relu('relu2'),
  ]),
};

/**
 * A convolutional network beats a locally connected and a fully connected one of about as many weights.
 *
 * @see LeCun, Generalization and network design strategies, 1989.
 */
export const weightSharing = defineStudy({
  id: 'convlab/weight-sharing',
  title: 'Weight sharing',
  summary:
    'A convolutional network beats a locally connected and a fully connected one of about as many weights.',
  claim:
    'With about as many weights, a convolutional network has a smaller validation error than a locally connected and than a fully connected one.',
  prediction: 'A stroke is a stroke wherever it is: shared weights learn it from all places at once.',
  factors: [{ name: 'network', levels: ['convolutional', 'locally connected', 'fully connected'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The numbers of weights are near each other, not equal; the table has them.',
    'Digits are centred, which is kind to networks that know places.',
  ],
  reading: [
    'LeCun, Generalization and network design strategies, 1989',
    'LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural Computation 1, 1989',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Weight sharing',
      data: studyData('digits', { fraction: 0.25 }),
      network: { architecture: { id: 'mlp', hidden: [40] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [
      ...Object.entries(NETWORKS).map(([name, graph]) => ({ name, set: { 'network.graph': graph } })),
      { name: 'fully connected', set: {} },
    ],
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [
    difference('validation error', ['locally connected', 'convolutional'], finalError),
    difference('validation error', ['fully connected', 'convolutional'], finalError),
  ],
  charts: [validationCurves, trainCurves],
});
