import { selectModel } from '@convlab/evaluation';
import {
  errorsOf,
  isOver,
  outcomeOf,
  planRuns,
  type Choice,
  type PlanContext,
  type StagePlan,
} from './context.ts';
import type { MetricSummary, SelectionResult } from './experiment-result.ts';
import { summarizeMetric } from './metric-summary.ts';
import type { PlanRecord } from './plan-record.ts';

/** Candidates, each trained on all splits; the chosen one's values go to the stages after. */
export function planSelection(context: PlanContext, choice: Choice): StagePlan {
  const { candidates, rule } = context.spec.selection as NonNullable<typeof context.spec.selection>;
  const planned = candidates.map(({ name, set }) => ({
    name,
    set,
    ...planRuns(
      context,
      choice,
      context.splits.map((split) => ({
        run: { stage: 'selection', candidate: name, split },
        name: context.splits.length === 1 ? name : `${name}, fold ${split + 1}`,
        ofSeveral: context.splits.length > 1,
        set,
      })),
    ),
  }));
  const judged = planned.map(({ name, set, found }) => {
    const records = found.filter((record) => record !== undefined);
    return { name, set, found, records, errors: errorsOf(context, found) };
  });
  const records = judged.flatMap((one) => one.records);
  const complete = judged.every(({ found }) => found.every(isOver));
  const chosen = complete ? choose(judged, rule) : undefined;
  const selection: SelectionResult = {
    rule,
    candidates: judged.map(({ name, errors, records: own }) => {
      const summary = errors === undefined || errors === null ? null : summarizeMetric(errors);
      return {
        name,
        numWeights: numWeightsOf(own),
        ...(errors === undefined ? {} : { error: summary?.mean ?? null }),
        standardError: standardErrorOf(summary),
        runs: own.map(outcomeOf),
      };
    }),
    ...(chosen === undefined ? {} : { chosen: chosen.name }),
  };
  return {
    stage: 'selection',
    wanted: planned.flatMap(({ wanted }) => wanted),
    complete,
    records,
    choice:
      chosen === undefined ? choice : { values: { ...choice.values, ...chosen.set }, judged: chosen.records },
    result: { selection },
    ...(complete && chosen === undefined
      ? { problem: 'Every candidate failed, so that none can be chosen.' }
      : {}),
  };
}

interface Judged {
  readonly name: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly records: readonly PlanRecord[];
  readonly errors: readonly number[] | null | undefined;
}

function choose(judged: readonly Judged[], rule: SelectionResult['rule']): Judged | undefined {
  const eligible = judged.filter(({ errors }) => errors !== null && errors !== undefined);
  if (eligible.length === 0) return undefined;
  const { chosen } = selectModel(
    eligible.map(({ name, errors, records }) => ({
      id: name,
      validationErrors: errors ?? [],
      numWeights: numWeightsOf(records) ?? 0,
    })),
    rule,
  );
  return eligible.find(({ name }) => name === chosen);
}

function standardErrorOf(summary: MetricSummary | null): number | null {
  if (summary === null || summary.deviation === null) return null;
  return summary.deviation / Math.sqrt(summary.values.length);
}

function numWeightsOf(records: readonly PlanRecord[]): number | null {
  return records.find(({ numWeights }) => numWeights !== null)?.numWeights ?? null;
}
