import type { RunSummary } from '@convlab/store';

/** What lists show of a run's report. */
export interface VerdictSummary {
  readonly verdict: string;
  readonly subtype?: string;
}

/** A run as lists show it, with what its report came to; `null` where there is none yet. */
export function withVerdict<Summary extends RunSummary>({ verdict, subtype, ...run }: Summary) {
  return { ...run, report: summaryOf(verdict, subtype) };
}

function summaryOf(verdict: string | null, subtype: string | null): VerdictSummary | null {
  if (verdict === null) return null;
  return subtype === null ? { verdict } : { verdict, subtype };
}
