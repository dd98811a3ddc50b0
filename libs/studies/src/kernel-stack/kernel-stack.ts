import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference, ratio } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, numWeights } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { block, chain } from '../design/graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 12, full: 40 };
const conv = (kernelSize: number) => ({
  id: 'conv',
  filters: 16,
  kernelSize,
  padding: 'same',
  useBias: false,
});
const stem = block('stem', conv(3));
const STACKS = {
  'two 3×3': chain([
    ...stem,
    ...block('a1', conv(3)),
    ...block('a2', conv(3)),
    ...block('b1', conv(3)),
    ...block('b2', conv(3)),
  ]),
  'one 5×5': chain([...stem, ...block('a', conv(5)), ...block('b', conv(5))]),
};

/**
 * Two 3×3 convolutions see as far as one 5×5, with fewer weights, and are at least as accurate.
 *
 * @see Simonyan & Zisserman, Very deep convolutional networks, ICLR 2015.
 */
export const kernelStack = defineStudy({
  id: 'convlab/kernel-stack',
  title: 'Two 3×3 or one 5×5',
  summary: 'Two 3×3 convolutions see as far as one 5×5, with fewer weights, and are at least as accurate.',
  claim:
    'Two 3×3 convolutions in place of one 5×5 need fewer weights and are at most half a point less accurate.',
  prediction: 'Both see 5 × 5 pixels; 2·9 < 25, and there is one more nonlinearity between.',
  factors: [{ name: 'kernels', levels: ['3×3, 3×3', '5×5'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'One recipe for all arms; each might do better with one of its own.',
  ],
  reading: [
    'Simonyan & Zisserman, Very deep convolutional networks, ICLR 2015',
    'Szegedy et al., Rethinking the Inception architecture, CVPR 2016',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Two 3×3 or one 5×5',
      data: studyData('digits'),
      network: { graph: { ...STACKS['one 5×5'] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: Object.entries(STACKS).map(([name, graph]) => ({ name, set: { 'network.graph': graph } })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [
    ratio('weights', ['one 5×5', 'two 3×3'], numWeights),
    difference('validation error', ['one 5×5', 'two 3×3'], finalError, -0.005),
  ],
  charts: [validationCurves, trainCurves],
});
