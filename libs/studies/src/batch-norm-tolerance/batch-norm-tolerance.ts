import { armPoints, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { armName } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 8, full: 20 };
const NORMALIZATIONS = [
  ['none', null],
  ['batch', { id: 'batch' }],
] as const;
const RECIPES = [
  ['usual', {}],
  ['tenfold rate', { 'optimizer.learningRate': 0.1 }],
  ['tiny weights', { 'network.initializer': { id: 'truncated-normal', standardDeviation: 0.001 } }],
] as const;

/**
 * With batch normalization a network learns at rates and from first weights at which it cannot without.
 *
 * @see Ioffe & Szegedy, Batch normalization, ICML 2015.
 */
export const batchNormTolerance = defineStudy({
  id: 'convlab/batch-norm-tolerance',
  title: 'What batch normalization forgives',
  summary:
    'With batch normalization a network learns at rates and from first weights at which it cannot without.',
  claim:
    'Batch normalization lets a network learn at a tenfold learning rate and from badly scaled first weights.',
  prediction:
    'Normalized activations do not depend on the scale of weights, so neither a large step nor a bad start blows up or silences the layers above.',
  factors: [
    { name: 'normalization', levels: ['none', 'batch'] },
    { name: 'recipe', levels: ['usual', 'tenfold rate', 'tiny first weights'] },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Two recipes that are hard on purpose; how far each network could be pushed is not searched for.',
    'A first design called the rate 0.1 usual and 1 tenfold. Without normalization the network did not learn even at 0.1 (88 % error), so that it was no control; what it does at 0.1 was therefore known before this design.',
  ],
  reading: [
    'Ioffe & Szegedy, Batch normalization, ICML 2015',
    'Santurkar, Tsipras, Ilyas & Madry, How does batch normalization help optimization?, NeurIPS 2018',
  ],
  design: (budget) => ({
    experiment: {
      name: 'What batch normalization forgives',
      data: studyData('digits'),
      network: { architecture: { id: 'conv-net', blocks: [8, 16, 16], dense: [] } },
      optimizer: { id: 'sgd', learningRate: 0.01, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: NORMALIZATIONS.flatMap(([name, normalization]) =>
      RECIPES.map(([recipe, set]) => ({
        name: armName(name, recipe),
        set: { 'network.normalization': normalization, ...set },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.validationError, MEASURES.trainError],
  effects: [
    difference(
      'validation error',
      [armName('none', 'tenfold rate'), armName('batch', 'tenfold rate')],
      finalError,
      0.02,
    ),
    difference(
      'validation error',
      [armName('none', 'tiny weights'), armName('batch', 'tiny weights')],
      finalError,
      0.02,
    ),
  ],
  charts: [
    validationCurves,
    armPoints('Error by recipe', { label: 'validation error', unit: 'share' }, finalError),
  ],
});
