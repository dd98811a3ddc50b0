import type { StudyArm } from '@convlab/core';
import { spread, type ChartRule } from '../analysis/charts.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, meanOf, minus } from '../analysis/run-values.ts';
import { armName, bySeed, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';

const EPOCHS: PerBudget<number> = { smoke: 2, lesson: 15, full: 15 };
const REPLICATIONS: PerBudget<readonly number[]> = {
  smoke: SEEDS.smoke,
  lesson: SEEDS.full,
  full: Array.from({ length: 30 }, (_, i) => i + 1),
};

const FOLDS = 5;
const HOLD_OUTS = 20;
/* As many as folds, so that both cost the same. */
const GROUP = FOLDS;
const TRUTH = 'large test part';
const foldArm = (i: number): string => armName('fold', i + 1);
const holdOutArm = (i: number): string => armName('hold-out', i + 1);

/* A fifth of the examples is known; a hold-out keeps a fifth of it for validation, as a fold does. */
const ESTIMATED = { 'data.split': { id: 'stratified', train: 0.16, validation: 0.04, test: 0.8 } };
/* The same fifth but for what is rounded in a class, all of it trained on, and judged on all that it was not trained on. */
const TRUE = { 'data.split': { id: 'stratified', train: 0.2, validation: 0.8, test: 0 } };

const armsOf = (
  count: number,
  name: (i: number) => string,
  protocol: Readonly<Record<string, unknown>>,
): readonly StudyArm[] =>
  Array.from({ length: count }, (_, split) => ({
    name: name(split),
    set: { ...ESTIMATED, protocol },
    split,
  }));

const errorsOf = (seed: SeedGroup, count: number, name: (i: number) => string): readonly (number | null)[] =>
  Array.from({ length: count }, (_, i) => seed.value(name(i), finalError));

const truthOf = (seed: SeedGroup): number | null => seed.value(TRUTH, finalError);
const foldsOf = (seed: SeedGroup): number | null => meanOf(errorsOf(seed, FOLDS, foldArm));
const holdOutsOf = (seed: SeedGroup): readonly (number | null)[] => errorsOf(seed, HOLD_OUTS, holdOutArm);

/** Means of groups of hold-outs. */
function groupsOf(seed: SeedGroup): readonly (number | null)[] {
  const all = holdOutsOf(seed);
  return Array.from({ length: HOLD_OUTS / GROUP }, (_, i) => meanOf(all.slice(GROUP * i, GROUP * (i + 1))));
}

/** How far estimates lie from the error on the large test part, on average. */
function distance(seed: SeedGroup, estimates: readonly (number | null)[]): number | null {
  const truth = truthOf(seed);
  return meanOf(
    estimates.map((estimate) => {
      const difference = minus(estimate, truth);
      return difference === null ? null : Math.abs(difference);
    }),
  );
}

const distances: ChartRule = (runs) => {
  const ways: readonly (readonly [string, (seed: SeedGroup) => number | null])[] = [
    ['one hold-out', (seed) => distance(seed, holdOutsOf(seed))],
    ['mean of five hold-outs', (seed) => distance(seed, groupsOf(seed))],
    ['mean of twenty hold-outs', (seed) => distance(seed, [meanOf(holdOutsOf(seed))])],
    ['five folds', (seed) => distance(seed, [foldsOf(seed)])],
  ];
  const groups = bySeed(runs);
  return {
    title: 'Distance of the estimate from the error on the large test part',
    x: { label: '', ticks: ways.map(([name]) => name) },
    y: { label: 'distance', unit: 'share' },
    series: [{ name: 'distance', points: ways.flatMap(([, of], x) => spread(x, groups.map(of))) }],
  };
};

const estimates: ChartRule = (runs) => {
  const groups = bySeed(runs);
  const line = (name: string, of: (seed: SeedGroup) => readonly (number | null)[]) => ({
    name,
    points: groups.flatMap((seed) => spread(seed.seed, of(seed))),
  });
  return {
    title: 'Estimates of each replication',
    x: { label: 'replication' },
    y: { label: 'error', unit: 'share' },
    series: [
      line('hold-outs', holdOutsOf),
      line('five folds', (seed) => [foldsOf(seed)]),
      line(TRUTH, (seed) => [truthOf(seed)]),
    ],
  };
};

/**
 * Cross-validation tells the error of a network more closely than a hold-out does.
 *
 * Replications draw a fifth of the examples each, so that any two have a fifth of theirs in common. The interval of an effect
 * allows for as much between differences of errors, which for distances is rather too much.
 *
 * @see Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection, IJCAI 1995.
 */
export const cvHoldOut = defineStudy({
  id: 'convlab/cv-v-holdout',
  title: 'Cross-validation or hold-out',
  summary: 'Cross-validation tells the error of a network more closely than a hold-out does.',
  claim:
    'The mean of five folds lies nearer to the error on many unseen examples than one hold-out does on average.',
  prediction:
    'Five folds judge every known example once, a hold-out a fifth of them: the fewer are judged, the more the estimate depends on which.',
  factors: [{ name: 'estimate', levels: ['five folds', 'each of twenty hold-outs', 'large test part'] }],
  caveats: [
    'Five folds cost five trainings and a hold-out one; at equal cost, the mean of five hold-outs is shown beside, without a verdict.',
    'Both train on four fifths of the known examples and so err a little more than the network that is trained on all.',
    'The interval is widened as in every study, for parts that overlap; here they overlap little, so that it is rather too wide.',
    'Small grey images and one network; replications draw from the same 1797 examples.',
  ],
  reading: [
    'Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection, IJCAI 1995',
    'Bengio & Grandvalet, No unbiased estimator of the variance of k-fold cross-validation, JMLR 5, 2004',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Cross-validation or hold-out',
      data: studyData('digits'),
      network: { architecture: { id: 'mlp', hidden: [32] } },
      optimizer: { id: 'adam', learningRate: 0.01 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: [
      ...armsOf(FOLDS, foldArm, { id: 'k-fold', folds: FOLDS }),
      ...armsOf(HOLD_OUTS, holdOutArm, { id: 'repeated-hold-out', repeats: HOLD_OUTS }),
      { name: TRUTH, set: TRUE },
    ],
    seeds: REPLICATIONS[budget],
  }),
  measures: [MEASURES.validationError],
  effects: [
    {
      name: 'distance from the error on the large test part, one hold-out less five folds',
      unit: 'points',
      above: 0,
      of: (seed) => minus(distance(seed, holdOutsOf(seed)), distance(seed, [foldsOf(seed)])),
    },
  ],
  charts: [distances, estimates],
});
