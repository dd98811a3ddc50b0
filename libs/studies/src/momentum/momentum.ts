import { curves, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { trainLoss } from '../analysis/run-values.ts';
import { armName } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 10, full: 40 };

/**
 * Momentum of 0.9 speeds up gradient descent at the same learning rate, and 0.99 is too much for a short training.
 *
 * @see Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, ICML 2013.
 */
export const momentum = defineStudy({
  id: 'convlab/momentum',
  title: 'Momentum',
  summary:
    'Momentum of 0.9 speeds up gradient descent at the same learning rate, and 0.99 is too much for a short training.',
  claim: 'At the same learning rate, momentum of 0.9 reaches a smaller training loss than none.',
  prediction:
    'Steps in a lasting direction add up to ten times their length, and those to and fro cancel out.',
  factors: [{ name: 'momentum', levels: ['0', '0.5', '0.9', '0.99'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The learning rate is the same; plain descent with a tenfold one is another study.',
  ],
  reading: [
    'Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, ICML 2013',
    'Goh, Why momentum really works, Distill 2017',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Momentum',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32, 32] } },
      optimizer: { id: 'sgd', learningRate: 0.01 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [0, 0.5, 0.9, 0.99].map((strength) => ({
      name: armName('momentum', strength),
      set: { 'optimizer.momentum': strength },
    })),
    seeds: SEEDS[budget],
  }),
  measures: [
    { name: 'training loss', unit: 'number', of: trainLoss },
    MEASURES.trainError,
    MEASURES.validationError,
  ],
  effects: [
    difference(
      'training loss',
      [armName('momentum', 0), armName('momentum', 0.9)],
      trainLoss,
      0.05,
      'number',
    ),
  ],
  charts: [
    curves('Training loss', 'trainEval/loss', { label: 'training loss', unit: 'number' }),
    validationCurves,
  ],
});
