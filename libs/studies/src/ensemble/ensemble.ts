import type { Predictions } from '@convlab/core';
import { armPoints } from '../analysis/charts.ts';
import type { EffectRule } from '../analysis/effect.ts';
import { MEASURES } from '../analysis/measures.ts';
import { bestError, meanOf, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { defineStudy } from '../define-study/define-study.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 10, full: 40 };
const MEMBERS = [1, 2, 3, 4, 5].map((member) => armName('member', member));

/** Validation error of the average of all members' probabilities; `null` when one of them has none. */
function togetherError({ runs }: SeedGroup): number | null {
  const members = MEMBERS.flatMap((name) => runs.get(name)?.predictions ?? []);
  const [first] = members;
  if (first === undefined || members.length < MEMBERS.length) return null;
  const wrong = Array.from({ length: first.length }, (_, i) => votedClass(members, i) !== first.targets[i]);
  return wrong.filter(Boolean).length / first.length;
}

function votedClass(members: readonly Predictions[], example: number): number {
  const { numOutputs } = members[0] as Predictions;
  const sums = Array.from({ length: numOutputs }, (_, k) =>
    members.reduce((sum, { outputs }) => sum + (outputs[example * numOutputs + k] ?? 0), 0),
  );
  return sums.indexOf(Math.max(...sums));
}

const memberErrors = (seed: SeedGroup): readonly (number | null)[] =>
  MEMBERS.map((name) => seed.value(name, bestError));

const gain: EffectRule = {
  name: 'validation error, mean member less ensemble',
  unit: 'points',
  above: 0,
  of: (seed) => minus(meanOf(memberErrors(seed)), togetherError(seed)),
};

/**
 * Five networks together beat one of them.
 *
 * @see Lakshminarayanan, Pritzel & Blundell, "Simple and scalable predictive uncertainty estimation using deep ensembles", 2017.
 */
export const ensembleGain = defineStudy({
  id: 'convlab/ensemble',
  title: 'Five networks together',
  summary: 'The average of five networks has a smaller error than its members have on average.',
  claim:
    'Five networks that differ in first weights and order alone err less together than one of them does on average.',
  prediction:
    'They make different mistakes, and an average errs only where most of them do; the squared error must fall by their variance.',
  factors: [{ name: 'network', levels: ['five members', 'their average'] }],
  caveats: [
    'The ensemble costs five times as much; one network of five times the size is not compared.',
    'Against the best member, which nobody knows beforehand, it gains less.',
  ],
  reading: [
    'Lakshminarayanan, Pritzel & Blundell, Simple and scalable predictive uncertainty estimation using deep ensembles, NeurIPS 2017',
    'Krogh & Vedelsby, Neural network ensembles, cross validation, and active learning, NIPS 1994',
  ],
  needsPredictions: true,
  design: (budget) => ({
    experiment: {
      name: 'Five networks together',
      data: studyData('digits', { fraction: 0.25 }),
      network: { architecture: { id: 'mlp', hidden: [32] } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: MEMBERS.map((name, i) => ({ name, set: {}, member: i + 1 })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.bestError, MEASURES.trainError],
  effects: [gain],
  charts: [armPoints('Error of each member', { label: 'validation error', unit: 'share' }, bestError)],
});
