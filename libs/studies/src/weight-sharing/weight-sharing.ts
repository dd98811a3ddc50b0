import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS } from '../design/base.ts';
import { CONNECTIONS, connectionExperiment } from '../design/connections.ts';

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
  factors: [{ name: 'network', levels: CONNECTIONS.map(({ name }) => name) }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The numbers of weights are near each other, not equal; the table has them.',
    'Digits are centred, which is kind to networks that know places; the study of shifted images moves them.',
  ],
  reading: [
    'LeCun, Generalization and network design strategies, 1989',
    'LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural Computation 1, 1989',
  ],
  design: (budget) => ({
    experiment: connectionExperiment('Weight sharing', budget),
    arms: CONNECTIONS,
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [
    difference('validation error', ['locally connected', 'convolutional'], finalError),
    difference('validation error', ['fully connected', 'convolutional'], finalError),
  ],
  charts: [validationCurves, trainCurves],
});
