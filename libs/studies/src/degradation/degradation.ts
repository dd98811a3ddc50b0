import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { bestError, minus, numWeights, trainError } from '../analysis/run-values.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { defineStudy } from '../define-study/define-study.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 8, full: 40 };

/** Depth of the shallow and the deep network. */
const DEPTHS: PerBudget<readonly [number, number]> = { smoke: [8, 14], lesson: [20, 56], full: [20, 56] };

/**
 * Deeper plain networks train worse, residual ones do not.
 *
 * @see He, Zhang, Ren & Sun, "Deep residual learning for image recognition", CVPR 2016, figures 1 and 6.
 */
export const degradation = defineStudy({
  id: 'convlab/degradation',
  title: 'Depth without shortcuts',
  summary:
    'Deep plain networks have a larger training error than shallow ones; with shortcuts they have not.',
  claim:
    'A much deeper network without shortcuts reaches a larger training error than a shallow one; with shortcuts it does not.',
  prediction:
    'The training error shows it, so it is not overfitting: gradients find their way through 56 plain layers badly, and shortcuts let them pass.',
  factors: [
    { name: 'structure', levels: ['plain', 'residual'] },
    { name: 'depth', levels: ['shallow (20 layers)', 'deep (56 layers)'] },
  ],
  caveats: [
    'Images of 8 × 8 pixels and a short training: at the end of a long one the differences may be others.',
    'One recipe for all four networks; each might do better with its own learning rate.',
    'The smoke budget compares 8 with 14 layers, where nothing is to be expected.',
  ],
  reading: [
    'He, Zhang, Ren & Sun, Deep residual learning for image recognition, CVPR 2016',
    'Li, Xu, Taylor, Studer & Goldstein, Visualizing the loss landscape of neural nets, NeurIPS 2018',
  ],
  design: (budget) => {
    const [shallow, deep] = DEPTHS[budget];
    const arm = (name: string, id: string, depth: number) => ({
      name,
      set: { 'network.architecture': { id, depth } },
    });
    return {
      experiment: {
        name: 'Depth without shortcuts',
        data: studyData('digits'),
        network: { architecture: { id: 'cifar-plain', depth: shallow } },
        optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
        training: { batchSize: 64, epochs: EPOCHS[budget] },
      },
      arms: [
        arm('plain, shallow', 'cifar-plain', shallow),
        arm('plain, deep', 'cifar-plain', deep),
        arm('residual, shallow', 'cifar-resnet', shallow),
        arm('residual, deep', 'cifar-resnet', deep),
      ],
      seeds: SEEDS[budget],
    };
  },
  measures: [
    { name: 'training error', unit: 'share', of: trainError },
    { name: 'validation error', unit: 'share', of: bestError },
    { name: 'weights', unit: 'count', of: numWeights },
  ],
  effects: [
    {
      name: 'training error, plain: deep less shallow',
      unit: 'points',
      above: 0,
      of: (seed) => minus(seed.value('plain, deep', trainError), seed.value('plain, shallow', trainError)),
    },
    {
      name: 'training error, residual: shallow less deep',
      unit: 'points',
      above: -0.01,
      of: (seed) =>
        minus(seed.value('residual, shallow', trainError), seed.value('residual, deep', trainError)),
    },
  ],
  charts: [trainCurves, validationCurves],
});
