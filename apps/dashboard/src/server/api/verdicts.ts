import type { RunSummary, Store } from '@convlab/store';

/** What lists show of a run's report. */
export interface VerdictSummary {
  readonly verdict: string;
  readonly subtype?: string;
}

const MAX_KNOWN = 5_000;

/** Verdicts that were read before, by store: a report never changes unless its run does. */
const known = new WeakMap<Store, Map<string, VerdictSummary | null>>();

/** Runs as lists show them, each with its verdict; `null` where there is none yet. */
export async function withVerdicts<Summary extends RunSummary>(store: Store, runs: readonly Summary[]) {
  return Promise.all(runs.map(async (run) => ({ ...run, report: await verdictOf(store, run) })));
}

async function verdictOf(store: Store, run: RunSummary): Promise<VerdictSummary | null> {
  if (run.finishedAt === null) return null;
  const verdicts = known.get(store) ?? new Map<string, VerdictSummary | null>();
  known.set(store, verdicts);
  const key = `${run.id} ${run.updatedAt.getTime()}`;
  const found = verdicts.get(key);
  if (found !== undefined) return found;
  const summary = summaryOf((await store.runs.get(run.id))?.report);
  if (verdicts.size >= MAX_KNOWN) verdicts.clear();
  verdicts.set(key, summary);
  return summary;
}

function summaryOf(report: unknown): VerdictSummary | null {
  if (typeof report !== 'object' || report === null || !('verdict' in report)) return null;
  const { verdict, subtype } = report as VerdictSummary;
  return subtype === undefined ? { verdict } : { verdict, subtype };
}
