import { curves, validationCurves } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { bestError, finalError, minus, numEpochs } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 8, lesson: 60, full: 150 };

/**
 * Stopping when the validation loss rises saves most epochs and costs no accuracy.
 *
 * @see Prechelt, Early stopping – but when?, Neural networks: tricks of the trade, 1998.
 */
export const earlyStopping = defineStudy({
  id: 'convlab/early-stopping',
  title: 'Early stopping',
  summary: 'Stopping when the validation loss rises saves most epochs and costs no accuracy.',
  claim:
    'Early stopping saves at least a third of the epochs and costs at most one point of validation error.',
  prediction:
    'On few examples the best network comes early; what follows only learns the training part by heart.',
  factors: [{ name: 'stopping', levels: ['none', 'patience 5'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The best epoch is chosen on the examples that it is judged on, which flatters it a little.',
  ],
  reading: ['Prechelt, Early stopping – but when?, Neural networks: tricks of the trade, 1998'],
  design: (budget) => ({
    experiment: {
      name: 'Early stopping',
      data: studyData('digits', { fraction: 0.25 }),
      network: { architecture: { id: 'mlp', hidden: [128] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [
      { name: 'none', set: {} },
      { name: 'early stopping', set: { 'training.earlyStopping': { patience: 5 } } },
    ],
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.epochs, MEASURES.bestError, MEASURES.validationError, MEASURES.trainError],
  effects: [
    {
      name: 'share of the epochs saved',
      unit: 'points',
      above: 1 / 3,
      of: (seed) => {
        const [all, some] = [seed.value('none', numEpochs), seed.value('early stopping', numEpochs)];
        return all === null || some === null || all === 0 ? null : 1 - some / all;
      },
    },
    {
      name: 'error of all epochs less that of early stopping',
      unit: 'points',
      above: -0.01,
      of: (seed) => minus(seed.value('none', finalError), seed.value('early stopping', bestError)),
    },
  ],
  charts: [
    curves('Validation loss', 'validation/loss', { label: 'validation loss', unit: 'number' }),
    validationCurves,
  ],
});
