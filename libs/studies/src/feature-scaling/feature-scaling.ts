import { trainCurves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import type { RunValue } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 5, lesson: 60, full: 200 };

/* Of 178 wines, 71 are of the most frequent class. */
const GUESSING = 1 - 71 / 178;

/** Validation error after the last epoch; a training that diverged counts as guessing the most frequent class. */
const wineError: RunValue = (run) => (run.status === 'failed' ? GUESSING : finalError(run));

/**
 * Gradient descent needs features of one scale.
 *
 * @see LeCun, Bottou, Orr & Müller, Efficient BackProp, Neural networks: tricks of the trade, 1998.
 */
export const featureScaling = defineStudy({
  id: 'convlab/feature-scaling',
  title: 'Feature scaling',
  summary: 'Gradient descent needs features of one scale.',
  claim:
    'On features of very different sizes, gradient descent learns better after z-scores and after min-max scaling than on the raw numbers.',
  prediction:
    'Raw features stretch the loss into a valley: a step that is safe across it is far too short along it.',
  factors: [{ name: 'scaling', levels: ['none', 'min-max', 'z-score', 'pca'] }],
  caveats: [
    '178 wines, so that one of 27 validation examples is almost four points.',
    'One recipe for all arms; each might do better with one of its own.',
    'A training that diverges counts as guessing among the three classes, which a first look had shown to matter: on raw numbers all do.',
  ],
  reading: ['LeCun, Bottou, Orr & Müller, Efficient BackProp, Neural networks: tricks of the trade, 1998'],
  design: (budget) => ({
    experiment: {
      name: 'Feature scaling',
      data: studyData('wine'),
      network: { architecture: { id: 'mlp', hidden: [16] } },
      optimizer: { id: 'sgd', learningRate: 0.05 },
      training: { batchSize: 16, epochs: EPOCHS[budget] },
    },
    arms: ['none', 'min-max', 'z-score', 'pca'].map((id) => ({ name: id, set: { 'data.scale': { id } } })),
    seeds: SEEDS[budget],
  }),
  measures: [{ name: 'validation error', unit: 'share', of: wineError }, MEASURES.epochs],
  effects: [
    difference('validation error', ['none', 'z-score'], wineError, 0.02),
    difference('validation error', ['none', 'min-max'], wineError, 0.02),
  ],
  charts: [trainCurves, validationCurves],
});
