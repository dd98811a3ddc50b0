import { fullId, type Trial, type TrialRecord } from '@convlab/core';
import { summarizeSearch } from '@convlab/evaluation';
import {
  errorsOf,
  isOver,
  outcomeOf,
  planRuns,
  type Choice,
  type PlanContext,
  type RunTemplate,
  type StagePlan,
} from './context.ts';
import type { TrialResult } from './experiment-result.ts';
import { summarizeMetric } from './metric-summary.ts';
import type { PlanRecord } from './plan-record.ts';

type SearchSpec = NonNullable<PlanContext['spec']['search']>;

/** Trials as the strategy proposes them, each trained on all splits of its protocol; the best set goes to the stages after. */
export function planSearch(context: PlanContext, choice: Choice): StagePlan {
  const search = context.spec.search as SearchSpec;
  const { registry, rng } = context;
  const strategy = registry.create('search', search.strategy);
  const { space } = search;
  const known = knownTrials(context).map((trial) => ({
    trial,
    ...planTrial(context, choice, search, trial),
  }));
  const records = known.map(({ trial, found }): TrialRecord => ({ ...trial, ...valueOf(context, found) }));
  const proposed = strategy.propose(space, records, rng.fold('search'), search.parallel);
  const added = proposed.map((trial) => planTrial(context, choice, search, trial));
  const trials = known.map(({ trial, found }): TrialResult => trialResult(context, trial, found));
  const { best, parameters } = summarizeSearch(space, records);
  const complete = proposed.length === 0 && known.every(({ found }) => found.every(isOver));
  const winner = known.find(({ trial }) => trial.number === best?.number);
  const bestTrial = trials.find(({ number }) => number === best?.number);
  return {
    stage: 'search',
    wanted: [...known, ...added].flatMap(({ wanted }) => wanted),
    complete,
    records: known.flatMap(({ found }) => found.filter((record) => record !== undefined)),
    choice:
      complete && winner !== undefined
        ? { values: { ...choice.values, ...winner.trial.values }, judged: winner.found.filter(isOver) }
        : choice,
    result: {
      search: {
        strategy: strategyId(search),
        numTrials: strategy.numTrials(space),
        trials,
        ...(bestTrial === undefined ? {} : { best: bestTrial }),
        parameters,
      },
    },
    ...(complete && winner === undefined
      ? { problem: 'Every trial failed, so that none can be chosen.' }
      : {}),
  };
}

function strategyId({ strategy }: SearchSpec): string {
  return fullId(typeof strategy === 'string' ? strategy : strategy.id);
}

/** The trials that runs were made of, in the order of their numbers. */
function knownTrials({ records }: PlanContext): Trial[] {
  const trials = new Map<number, Trial>();
  for (const { run } of records) {
    if (run?.stage !== 'search' || run.trial === undefined) continue;
    trials.set(run.trial, {
      number: run.trial,
      values: run.values ?? {},
      budget: run.budget ?? 1,
      ...(run.continues === undefined ? {} : { continues: run.continues }),
    });
  }
  return [...trials.values()].toSorted((a, b) => a.number - b.number);
}

function planTrial(context: PlanContext, choice: Choice, search: SearchSpec, trial: Trial) {
  const nested = context.outerFold !== undefined;
  const { numSplits } = context.registry.create('protocol', search.protocol);
  const splits = nested ? context.splits : Array.from({ length: numSplits }, (_, split) => split);
  const { number, values, budget, continues } = trial;
  const templates = splits.map((split): RunTemplate => ({
    run: {
      stage: 'search',
      trial: number,
      values: { ...values },
      budget,
      split,
      ...(continues === undefined ? {} : { continues }),
    },
    name: splits.length === 1 ? `trial ${number + 1}` : `trial ${number + 1}, fold ${split + 1}`,
    ofSeveral: splits.length > 1,
    set: values,
    change: (spec) => ({
      ...spec,
      ...(nested ? {} : { protocol: search.protocol }),
      training: { ...spec.training, epochs: Math.max(1, Math.round(spec.training.epochs * budget)) },
    }),
  }));
  return planRuns(context, choice, templates);
}

function valueOf(
  context: PlanContext,
  found: readonly (PlanRecord | undefined)[],
): { value?: number | null } {
  const errors = errorsOf(context, found);
  if (errors === undefined) return {};
  return { value: errors === null ? null : (summarizeMetric(errors)?.mean ?? null) };
}

function trialResult(
  context: PlanContext,
  { number, values, budget, continues }: Trial,
  found: readonly (PlanRecord | undefined)[],
): TrialResult {
  const errors = errorsOf(context, found);
  return {
    number,
    values,
    budget,
    ...(continues === undefined ? {} : { continues }),
    ...valueOf(context, found),
    spread: errors === null || errors === undefined ? null : (summarizeMetric(errors)?.deviation ?? null),
    runs: found.filter((record) => record !== undefined).map(outcomeOf),
  };
}
