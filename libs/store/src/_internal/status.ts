import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../database/database.ts';
import type { RunStatus } from '../model/model.ts';
import { RUN_CHANNEL } from './notify.ts';
import { queryRows } from './rows.ts';

/** A run that changed its state, with the job it had. */
export interface ChangedRun {
  readonly id: string;
  readonly jobId: string | null;
  readonly priority: number;
}

/** Moves the runs that `where` selects to `status`; each gets an event and everybody who listens is told. */
export async function changeStatus(
  on: Queryable,
  where: SQL,
  status: RunStatus,
  alsoSet: SQL = sql``,
): Promise<ChangedRun[]> {
  const body = JSON.stringify({ type: 'status', status });
  return queryRows<ChangedRun>(
    on,
    sql`WITH changed AS (
      UPDATE convlab.runs SET status = ${status}, last_seq = last_seq + 1, updated_at = now() ${alsoSet}
      WHERE ${where} RETURNING id, last_seq, attempt, job_id, priority, ordinal
    ), logged AS (
      INSERT INTO convlab.events (run_id, seq, type, attempt, body)
      SELECT id, last_seq, 'status', attempt, ${body}::jsonb FROM changed
    ), told AS MATERIALIZED (SELECT pg_notify(${RUN_CHANNEL}, id) FROM changed)
    SELECT id, job_id AS "jobId", priority, (SELECT count(*) FROM told)::int AS told FROM changed ORDER BY ordinal`,
  );
}
