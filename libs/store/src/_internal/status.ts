import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../database/database.ts';
import type { EditedEvent, RunStatus, StatusEvent } from '../model/model.ts';
import { RUN_CHANNEL } from './notify.ts';
import { queryRows } from './rows.ts';

/** A run that changed, with the job it had. */
export interface ChangedRun {
  readonly id: string;
  readonly jobId: string | null;
  readonly priority: number;
}

/** Moves the runs that `where` selects to `status`; each gets an event and everybody who listens is told. */
export function changeStatus(
  on: Queryable,
  where: SQL,
  status: RunStatus,
  alsoSet: SQL = sql``,
): Promise<ChangedRun[]> {
  return setAndTell(on, where, sql`, status = ${status} ${alsoSet}`, { type: 'status', status });
}

/** Sets what people may change of the runs that `where` selects, as `, name = 'a'`; told as a change of state is. */
export function editRuns(on: Queryable, where: SQL, set: SQL): Promise<ChangedRun[]> {
  return setAndTell(on, where, set, { type: 'edited' });
}

function setAndTell(
  on: Queryable,
  where: SQL,
  set: SQL,
  event: StatusEvent | EditedEvent,
): Promise<ChangedRun[]> {
  return queryRows<ChangedRun>(
    on,
    sql`WITH changed AS (
      UPDATE convlab.runs SET last_seq = last_seq + 1, updated_at = now() ${set}
      WHERE ${where} RETURNING id, last_seq, attempt, job_id, priority, ordinal
    ), logged AS (
      INSERT INTO convlab.events (run_id, seq, type, attempt, body)
      SELECT id, last_seq, ${event.type}, attempt, ${JSON.stringify(event)}::jsonb FROM changed
    ), told AS MATERIALIZED (SELECT pg_notify(${RUN_CHANNEL}, id) FROM changed)
    SELECT id, job_id AS "jobId", priority, (SELECT count(*) FROM told)::int AS told FROM changed ORDER BY ordinal`,
  );
}
