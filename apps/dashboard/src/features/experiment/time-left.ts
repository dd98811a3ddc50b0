/** A run, as far as estimates need it. */
interface TimedRun {
  readonly status: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/**
 * How long an experiment may still take: what is left, each as long as those that finished, as many at a time as now.
 *
 * @param total  runs in all, those to come included
 * @returns milliseconds; `null` before the first run has finished, or when nothing is left
 */
export function timeLeft(runs: readonly TimedRun[], total: number): number | null {
  const took = runs.flatMap(({ startedAt, finishedAt }) =>
    startedAt === null || finishedAt === null ? [] : [Date.parse(finishedAt) - Date.parse(startedAt)],
  );
  const over = runs.filter(({ finishedAt, status }) => finishedAt !== null && status !== 'queued').length;
  const left = total - over;
  if (took.length === 0 || left <= 0) return null;
  const mean = took.reduce((sum, ms) => sum + ms, 0) / took.length;
  const parallel = Math.max(1, runs.filter(({ status }) => status === 'running').length);
  return (mean * left) / parallel;
}
