import { factorLines } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 20, full: 60 };
const PERCENT: PerBudget<readonly number[]> = {
  smoke: [6.25, 25, 100],
  lesson: [6.25, 12.5, 25, 50, 100],
  full: [6.25, 12.5, 25, 50, 100],
};
const arm = (percent: number): string => armName('digits', `${percent} %`);
const fall = (seed: SeedGroup, from: number, to: number): number | null =>
  minus(seed.value(arm(from), finalError), seed.value(arm(to), finalError));

/**
 * Each doubling of the training data lowers the error, by less each time.
 *
 * @see Hestness et al., Deep learning scaling is predictable, empirically, 2017.
 */
export const dataSize = defineStudy({
  id: 'convlab/data-size',
  title: 'More data',
  summary: 'Each doubling of the training data lowers the error, by less each time.',
  claim: 'Four times the data lowers the error, and the first four times by more than the last.',
  prediction: 'Error falls about as a power of the number of examples, down to what cannot be learned.',
  factors: [{ name: 'training examples', levels: ['6.25 %', '12.5 %', '25 %', '50 %', '100 %'] }],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Equal epochs, so that more data also means more updates.',
  ],
  reading: ['Hestness et al., Deep learning scaling is predictable, empirically, 2017'],
  design: (budget) => ({
    experiment: {
      name: 'More data',
      data: studyData('digits'),
      network: { architecture: { id: 'conv-net', blocks: [8, 16], dense: [32] } },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: PERCENT[budget].map((percent) => ({ name: arm(percent), set: { 'data.fraction': percent / 100 } })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.validationError, MEASURES.trainError, MEASURES.gap],
  effects: [
    {
      name: 'error, 25 % less 100 % of the data',
      unit: 'points',
      above: 0,
      of: (seed) => fall(seed, 25, 100),
    },
    {
      name: 'fall from 6.25 to 25 % less fall from 25 to 100 %',
      unit: 'points',
      above: 0,
      of: (seed) => minus(fall(seed, 6.25, 25), fall(seed, 25, 100)),
    },
  ],
  charts: [
    factorLines(
      'Learning curve',
      { label: 'percent of the training part', log: true },
      { label: 'validation error', unit: 'share', log: true },
      finalError,
    ),
  ],
});
