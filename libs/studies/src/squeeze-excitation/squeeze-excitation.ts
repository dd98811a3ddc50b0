import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 8, full: 40 };

/**
 * Gates on channels make a residual network more accurate.
 *
 * @see Hu, Shen & Sun, Squeeze-and-excitation networks, CVPR 2018.
 */
export const squeezeExcitation = defineStudy({
  id: 'convlab/squeeze-excitation',
  title: 'Squeeze-and-excitation',
  summary: 'Gates on channels make a residual network more accurate.',
  claim: 'Squeeze-and-excitation lowers the validation error of a small residual network.',
  prediction: 'The gates let a block weigh its channels by what the whole image shows.',
  factors: [{ name: 'gates', levels: ['off', 'on'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Eight layers on tiny images leave little to gain; the paper’s networks have fifty and more.',
  ],
  reading: ['Hu, Shen & Sun, Squeeze-and-excitation networks, CVPR 2018'],
  design: (budget) => ({
    experiment: {
      name: 'Squeeze-and-excitation',
      data: studyData('digits'),
      network: { architecture: { id: 'cifar-resnet', depth: 8 } },
      optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
      training: { batchSize: 64, epochs: EPOCHS[budget] },
    },
    arms: [
      { name: 'off', set: {} },
      { name: 'on', set: { 'network.architecture': { id: 'cifar-resnet', depth: 8, reductionRatio: 4 } } },
    ],
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [difference('validation error', ['off', 'on'], finalError)],
  charts: [validationCurves, trainCurves],
});
