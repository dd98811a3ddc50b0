import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference, ratio } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, numWeights } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { block, chain } from '../design/graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 12, full: 40 };
const shape = { filters: 32, kernelSize: 3, padding: 'same' };
const network = (id: string) =>
  chain(
    ['a', 'b', 'c'].reduce(
      (links, name) => [...links, ...block(name, { id, ...shape })],
      block('stem', { id: 'conv', ...shape }),
    ),
  );

/**
 * Separable convolutions need a fraction of the weights at a small price in accuracy.
 *
 * @see Chollet, Xception: deep learning with depthwise separable convolutions, CVPR 2017.
 */
export const separableConvolution = defineStudy({
  id: 'convlab/separable-convolution',
  title: 'Depthwise-separable convolution',
  summary: 'Separable convolutions need a fraction of the weights at a small price in accuracy.',
  claim:
    'Depthwise-separable convolutions need less than a third of the weights of standard ones and cost at most two points of validation error.',
  prediction:
    'A filter for each channel and a mixing of channels cost 9 + C in place of 9·C weights per output channel.',
  factors: [{ name: 'convolution', levels: ['standard', 'separable'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'One recipe for all arms; each might do better with one of its own.',
    'Fewer multiply–adds are not always less time.',
  ],
  reading: [
    'Chollet, Xception: deep learning with depthwise separable convolutions, CVPR 2017',
    'Howard et al., MobileNets, 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Depthwise-separable convolution',
      data: studyData('digits'),
      network: { graph: { ...network('conv') } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [
      { name: 'standard', set: { 'network.graph': network('conv') } },
      { name: 'separable', set: { 'network.graph': network('separable-conv') } },
    ],
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [
    ratio('weights', ['standard', 'separable'], numWeights, 3),
    difference('validation error', ['standard', 'separable'], finalError, -0.02),
  ],
  charts: [validationCurves, trainCurves],
});
