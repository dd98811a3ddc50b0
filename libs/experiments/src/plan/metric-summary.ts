import { meanInterval } from '@convlab/evaluation';
import type { MetricRow } from '@convlab/training';
import type { MetricSummary } from './experiment-result.ts';

/** Mean, sample standard deviation and 95 % interval of some values, those that are none left out; `null` without any. */
export function summarizeMetric(values: readonly (number | null)[]): MetricSummary | null {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (finite.length === 0) return null;
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    values,
    mean,
    deviation: finite.length < 2 ? null : Math.sqrt(squares / (finite.length - 1)),
    interval: finite.length < 2 ? null : meanInterval(finite),
  };
}

/** Every metric of some rows, by name; a row that is missing has no values. */
export function summarizeRows(rows: readonly (MetricRow | null)[]): Record<string, MetricSummary> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const summary = summarizeMetric(rows.map((row) => row?.[name] ?? null));
      return summary === null ? [] : [[name, summary]];
    }),
  );
}
