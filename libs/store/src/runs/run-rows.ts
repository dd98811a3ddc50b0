import type { SerializedError } from '@convlab/core';
import type { MetricRow, StartedEvent } from '@convlab/training';
import { getTableColumns } from 'drizzle-orm';
import type { Run, RunStatus, RunSummary } from '../model/model.ts';
import { runs } from '../schema/schema.ts';

const {
  spec,
  report,
  notes,
  place: _place,
  crashes: _crashes,
  jobId: _jobId,
  writeSeq: _writeSeq,
  ...summaryColumns
} = getTableColumns(runs);

/** The columns of a {@link RunSummary}. */
export const runSummaryColumns = summaryColumns;

/** The columns of a {@link Run}. */
export const runColumns = { ...summaryColumns, spec, report, notes };

type SummaryRow = Pick<typeof runs.$inferSelect, keyof typeof runSummaryColumns>;
type RunRow = Pick<typeof runs.$inferSelect, keyof typeof runColumns>;

/** A row as the outside sees it: what the database knows as JSON or text gets its type. */
export function toRunSummary(row: SummaryRow): RunSummary {
  return {
    ...row,
    status: row.status as RunStatus,
    request: row.request as RunSummary['request'],
    started: row.started as StartedEvent | null,
    bestMetrics: row.bestMetrics as MetricRow | null,
    lastMetrics: row.lastMetrics as MetricRow | null,
    testMetrics: row.testMetrics as MetricRow | null,
    error: row.error as SerializedError | null,
  };
}

/** A whole row as the outside sees it. */
export function toRun(row: RunRow): Run {
  return { ...toRunSummary(row), spec: row.spec, report: row.report, notes: row.notes };
}
