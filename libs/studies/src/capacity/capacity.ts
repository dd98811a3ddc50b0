import { factorLines } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, trainError } from '../analysis/run-values.ts';
import { armName } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 25, full: 80 };
const UNITS: PerBudget<readonly number[]> = {
  smoke: [4, 64, 512],
  lesson: [4, 16, 64, 256, 512],
  full: [4, 8, 16, 32, 64, 128, 256, 512],
};
const arm = (units: number): string => armName('units', units);

/**
 * A wider network learns the training part by heart and still generalizes no worse.
 *
 * @see Belkin, Hsu, Ma & Mandal, Reconciling modern machine learning practice and the bias–variance trade-off, PNAS 2019.
 */
export const capacity = defineStudy({
  id: 'convlab/capacity',
  title: 'Capacity',
  summary: 'A wider network learns the training part by heart and still generalizes no worse.',
  claim:
    'A network of 512 hidden units has a smaller training error than one of 4, and its validation error is at most one point above that of 64.',
  prediction:
    'Too narrow a network cannot tell ten digits apart; too wide a one could learn by heart, but gradient descent finds smooth solutions first.',
  factors: [{ name: 'hidden units', levels: ['4', '16', '64', '256', '512'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'No regularization and equal epochs.',
  ],
  reading: [
    'Belkin, Hsu, Ma & Mandal, Reconciling modern machine learning practice and the bias–variance trade-off, PNAS 2019',
    'Zhang et al., Understanding deep learning requires rethinking generalization, ICLR 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Capacity',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [64] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: UNITS[budget].map((units) => ({
      name: arm(units),
      set: { 'network.architecture': { id: 'mlp', hidden: [units] } },
    })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.trainError, MEASURES.validationError, MEASURES.gap],
  effects: [
    difference('training error', [arm(4), arm(512)], trainError, 0.05),
    difference('validation error', [arm(64), arm(512)], finalError, -0.01),
  ],
  charts: [
    factorLines(
      'Validation error over width',
      { label: 'hidden units', log: true },
      { label: 'validation error', unit: 'share' },
      finalError,
    ),
    factorLines(
      'Training error over width',
      { label: 'hidden units', log: true },
      { label: 'training error', unit: 'share' },
      trainError,
    ),
  ],
});
