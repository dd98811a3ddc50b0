import type { GeneralizationReport } from '@convlab/evaluation';

/** What lists show of a report. */
export type ReportSummary = Pick<GeneralizationReport, 'verdict' | 'subtype'>;

/** A stored report, if it is one of a version that this page knows. */
export function readReport(stored: unknown): GeneralizationReport | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  return 'version' in stored && stored.version === 1 && 'verdict' in stored
    ? (stored as GeneralizationReport)
    : undefined;
}
