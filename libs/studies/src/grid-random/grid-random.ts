import { createRng, type SearchSpace } from '@convlab/core';
import { gridSearch, randomSearch } from '@convlab/evaluation';
import { factorLines } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { bestError, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { defineStudy } from '../define-study/define-study.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 4, full: 20 };

/** Values of each parameter on the grid; random search gets as many trials. */
const POINTS: PerBudget<number> = { smoke: 2, lesson: 3, full: 4 };

/** One parameter that matters much, and one that hardly does. */
const SPACE: SearchSpace = {
  'optimizer.learningRate': { logUniform: [1e-5, 1] },
  'regularizers.0.strength': { logUniform: [1e-9, 1e-7] },
};

const noRefs = {
  resolve: () => {
    throw new Error('Search strategies refer to no other plugin.');
  },
};

/** Trials of the grid: the same for each seed. */
function gridArms(points: number) {
  const trials = gridSearch.create({ points }, noRefs).propose(SPACE, [], createRng(0), points ** 2);
  return trials.map(({ number, values }) => ({ name: armName('grid', `trial ${number + 1}`), set: values }));
}

/** As many random trials, others for each seed. */
function randomArms(trials: number, seeds: readonly number[]) {
  return seeds.flatMap((seed) => {
    const rng = createRng(seed).fold('grid-random');
    return randomSearch
      .create({ trials }, noRefs)
      .propose(SPACE, [], rng, trials)
      .map(({ number, values }) => ({
        name: armName('random', `seed ${seed}`, `trial ${number + 1}`),
        set: values,
        seeds: [seed],
      }));
  });
}

/** The smallest validation error that a strategy found with a seed. */
function bestOf({ runs }: SeedGroup, strategy: string): number | null {
  const errors = [...runs.values()].filter(({ arm }) => arm.startsWith(`${strategy} `)).map(bestError);
  const known = errors.filter((error) => error !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/**
 * Random search finds better values than a grid of the same size when one parameter matters.
 *
 * @see Bergstra & Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012, figure 1.
 */
export const gridRandom = defineStudy({
  id: 'convlab/grid-random',
  title: 'Grid or random search',
  summary: 'With as many trials, random search tries more values of the parameter that matters.',
  claim:
    'Where one of two parameters matters, the best of nine random trials has a smaller validation error than the best of a 3 × 3 grid.',
  prediction: 'Nine random trials try nine learning rates, the grid tries three.',
  factors: [{ name: 'strategy', levels: ['grid', 'random'] }],
  caveats: [
    'The best trial is judged on the examples that it was chosen on, for both strategies.',
    'Whether the grid happens to hit a good value decides much; this one has its ends at the bounds and its middle between.',
  ],
  reading: ['Bergstra & Bengio, Random search for hyper-parameter optimization, JMLR 13, 2012'],
  design: (budget) => ({
    experiment: {
      name: 'Grid or random search',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32] } },
      regularizers: [{ id: 'l2', strength: 1e-8 }],
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [...gridArms(POINTS[budget]), ...randomArms(POINTS[budget] ** 2, SEEDS[budget])],
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.bestError],
  effects: [
    {
      name: 'smallest validation error, grid less random',
      unit: 'points',
      above: 0,
      of: (seed) => minus(bestOf(seed, 'grid'), bestOf(seed, 'random')),
    },
  ],
  charts: [
    factorLines(
      'Error of each trial',
      { label: 'trial' },
      { label: 'validation error', unit: 'share' },
      bestError,
    ),
  ],
});
