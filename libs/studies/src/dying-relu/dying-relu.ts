import { armPoints, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { deadShare } from '../analysis/layers.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 10, full: 40 };

/**
 * At a large learning rate ReLUs die and stay dead; leaky ones live on.
 *
 * @see Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, 2013.
 */
export const dyingRelu = defineStudy({
  id: 'convlab/dying-relu',
  title: 'Dying ReLUs',
  summary: 'At a large learning rate ReLUs die and stay dead; leaky ones live on.',
  claim:
    'At a learning rate that is too large many ReLUs answer to nothing any more, and a leaky or parametric ReLU learns better.',
  prediction:
    'A step that moves a unit below zero for all examples leaves a ReLU without gradient for ever; a leak keeps a way back.',
  factors: [{ name: 'activation', levels: ['relu', 'leaky-relu', 'prelu'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'The learning rate is too large on purpose. A first design took 0.3, at which most trainings diverged; 0.1 was chosen after seeing that, the rule stayed.',
    'A training that diverges counts as guessing.',
    'A leaky unit is never zero, so that dead units are counted for ReLU alone.',
  ],
  reading: [
    'Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, 2013',
    'He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Dying ReLUs',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [64, 64, 64, 64] }, initializer: { id: 'he-normal' } },
      optimizer: { id: 'sgd', learningRate: 0.1, momentum: 0.9 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: ['relu', 'leaky-relu', 'prelu'].map((id) => ({ name: id, set: { 'network.activation': { id } } })),
    seeds: SEEDS[budget],
  }),
  measures: [
    MEASURES.validationError,
    MEASURES.trainError,
    { name: 'dead units', unit: 'share', of: deadShare },
  ],
  effects: [
    {
      name: 'share of dead units, relu',
      unit: 'points',
      above: 0.05,
      of: (seed) => seed.value('relu', deadShare),
    },
    difference('validation error', ['relu', 'leaky-relu'], finalError, 0.01),
  ],
  charts: [
    validationCurves,
    armPoints('Dead units', { label: 'share of dead units', unit: 'share' }, deadShare),
  ],
});
