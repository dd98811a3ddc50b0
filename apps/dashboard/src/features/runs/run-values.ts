import type { RunRow } from './use-runs.ts';

/** Whose numbers a table shows: those of the best epoch, or of the last. */
export type At = 'best' | 'last';

/** A metric of a run at the chosen epoch; `undefined` where there is none. */
export function metricOf(run: RunRow, name: string, at: At): number | undefined {
  return (at === 'best' ? run.bestMetrics : run.lastMetrics)?.[name] ?? undefined;
}

/** Validation error − clean training error at the chosen epoch, as a share. */
export function gapOf(run: RunRow, at: At): number | undefined {
  const train = metricOf(run, 'trainEval/accuracy', at);
  const validation = metricOf(run, 'validation/accuracy', at);
  return train === undefined || validation === undefined ? undefined : train - validation;
}

/** The epoch that {@link metricOf} reads. */
export function epochAt(run: RunRow, at: At): number | null {
  if (at === 'best') return run.bestEpoch;
  return run.epoch === 0 ? null : run.epoch;
}
