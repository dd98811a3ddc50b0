import type { TrialResult } from '@convlab/experiments';
import type { ApiOutputs } from '../../client/api.ts';
import { PASSES } from '../common/run-series.ts';

/** When, where and at what cost a run trained. */
export type RunCost = ApiOutputs['experiments']['costs'][number];

/** What a trial took, over all its runs. */
export interface TrialCost {
  /** Time of training, in ms. */
  readonly ms: number;
  /** Examples seen. */
  readonly examples: number;
  /** Multiply–adds of all its updates; `null` where they are not known. A backward pass is taken as two forward ones. */
  readonly trainingMultiplyAdds: number | null;
  /** Of one network; `null` where it is not known. */
  readonly numWeights: number | null;
  /** Of a forward pass of one example; `null` where it is not known. */
  readonly multiplyAdds: number | null;
  /** Validation examples that its error is a share of; `null` where they are not known. */
  readonly numValidation: number | null;
}

/** The costs of some runs by their ids. */
export function costsByRun(costs: readonly RunCost[]): ReadonlyMap<string, RunCost> {
  return new Map(costs.map((cost) => [cost.runId, cost]));
}

/** What a trial took. */
export function trialCost({ runs }: TrialResult, byRun: ReadonlyMap<string, RunCost>): TrialCost {
  const costs = runs.flatMap(({ runId }) => byRun.get(runId) ?? []);
  const work = costs.map(({ examples, multiplyAdds }) =>
    examples === null || multiplyAdds === null ? null : PASSES * examples * multiplyAdds,
  );
  return {
    ms: sum(costs.map(({ durationMs }) => durationMs)),
    examples: sum(costs.map(({ examples }) => examples ?? 0)),
    trainingMultiplyAdds: work.includes(null) || work.length === 0 ? null : sum(work as number[]),
    numWeights: costs[0]?.numWeights ?? null,
    multiplyAdds: costs[0]?.multiplyAdds ?? null,
    numValidation: costs.some(({ numValidation }) => numValidation === null)
      ? null
      : sum(costs.map(({ numValidation }) => numValidation ?? 0)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What best-so-far can stand over. */
export const BUDGETS = ['trials', 'minutes', 'examples', 'work'] as const;

/** One of them. */
export type Budget = (typeof BUDGETS)[number];

/** What was spent when each trial was over, its own cost and that of all before it, whether or not they were judged. */
export function spentAfter(
  trials: readonly TrialResult[],
  byRun: ReadonlyMap<string, RunCost>,
  budget: Budget,
): ReadonlyMap<number, number> {
  let spent = 0;
  return new Map(
    trials.map((trial) => {
      spent += budget === 'trials' ? 1 : spentOn(trialCost(trial, byRun), budget);
      return [trial.number, spent];
    }),
  );
}

function spentOn(cost: TrialCost, budget: Exclude<Budget, 'trials'>): number {
  switch (budget) {
    case 'minutes':
      return cost.ms / 60_000;
    case 'examples':
      return cost.examples;
    case 'work':
      return cost.trainingMultiplyAdds ?? 0;
  }
}
