import { factorLines } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { minus, trainLoss } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 6, full: 30 };

/** Learning rates that each optimizer is tried with. */
const RATES: Readonly<Record<string, readonly number[]>> = {
  sgd: [0.01, 0.1, 1],
  momentum: [0.001, 0.01, 0.1],
  nesterov: [0.001, 0.01, 0.1],
  adagrad: [0.003, 0.03, 0.3],
  rmsprop: [0.0003, 0.003, 0.03],
  adam: [0.0003, 0.003, 0.03],
};

/** The smallest training loss that an optimizer reaches with any of its rates. */
const bestLoss = (seed: SeedGroup, id: string): number | null => {
  const losses = (RATES[id] ?? []).flatMap((rate) => seed.value(armName(id, rate), trainLoss) ?? []);
  return losses.length === 0 ? null : Math.min(...losses);
};

/**
 * Momentum and Adam learn faster than plain gradient descent, each with the best of its own learning rates.
 *
 * @see Kingma & Ba, Adam, ICLR 2015.
 */
export const optimizers = defineStudy({
  id: 'convlab/optimizers',
  title: 'Optimizers, each at its best rate',
  summary:
    'Momentum and Adam learn faster than plain gradient descent, each with the best of its own learning rates.',
  claim:
    'In a short training, SGD with momentum and Adam reach a smaller training loss than plain SGD, each with the best of its own learning rates.',
  prediction: 'Momentum adds up lasting directions, and Adam gives each weight a step of its own.',
  factors: [
    { name: 'optimizer', levels: ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'] },
    { name: 'learning rate', levels: ['three of its own'] },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Each optimizer is given the best of three rates within each seed, which flatters all of them alike.',
    'Plain SGD may catch up in a longer training.',
  ],
  reading: [
    'Kingma & Ba, Adam, ICLR 2015',
    'Choi et al., On empirical comparisons of optimizers for deep learning, 2019',
    'Wilson et al., The marginal value of adaptive gradient methods, NeurIPS 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Optimizers, each at its best rate',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32, 32] } },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: (budget === 'smoke' ? ['sgd', 'momentum', 'adam'] : Object.keys(RATES)).flatMap((id) =>
      (RATES[id] ?? []).slice(budget === 'smoke' ? 2 : 0).map((learningRate) => ({
        name: armName(id, learningRate),
        set: { optimizer: { id, learningRate } },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [{ name: 'training loss', unit: 'number', of: trainLoss }, MEASURES.validationError],
  effects: [
    {
      name: 'training loss, best sgd less best momentum',
      unit: 'number',
      above: 0,
      of: (seed) => minus(bestLoss(seed, 'sgd'), bestLoss(seed, 'momentum')),
    },
    {
      name: 'training loss, best sgd less best adam',
      unit: 'number',
      above: 0,
      of: (seed) => minus(bestLoss(seed, 'sgd'), bestLoss(seed, 'adam')),
    },
  ],
  charts: [
    factorLines(
      'Training loss over learning rate',
      { label: 'learning rate', log: true },
      { label: 'training loss', unit: 'number' },
      trainLoss,
    ),
  ],
});
