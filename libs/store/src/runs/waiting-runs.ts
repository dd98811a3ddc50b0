import { ConvlabError } from '@convlab/core';
import { sql } from 'drizzle-orm';
import { toJson } from '../_internal/json.ts';
import { queryRows } from '../_internal/rows.ts';
import { editRuns } from '../_internal/status.ts';
import type { Queryable, Tx } from '../database/database.ts';
import { QUEUE_SCHEMA, RUN_QUEUE } from '../database/queue.ts';

/** Where a waiting run is moved: right before or right after another that waits. */
export type QueuePlace = { readonly before: string } | { readonly after: string };

/** A run that waits, with what the queue goes by. */
interface Waiting {
  readonly runId: string;
  readonly jobId: string;
  readonly priority: number;
}

/* As the queue fetches: the highest priority, then the oldest; of jobs sent together the smallest id. */
const fetchOrder = sql`j.priority DESC, j.created_on, j.id`;

const queueJobs = sql`${sql.identifier(QUEUE_SCHEMA)}.job`;
const waitingJobs = sql`${queueJobs} AS j JOIN convlab.runs AS r ON r.job_id = j.id
  WHERE j.name = ${RUN_QUEUE} AND j.state < 'active'`;

/** The ids of the runs that wait, in the order in which workers take them; at most `limit`. */
export async function waitingIds(on: Queryable, limit: number): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    on,
    sql`SELECT r.id FROM ${waitingJobs} ORDER BY ${fetchOrder} LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Moves a waiting run within the queue. Those ahead of its new place are lifted where they have to be, all others stay untouched.
 *
 * @throws {ConvlabError} E_RUN_STATE when one of the two does not wait.
 */
export async function moveWaiting(tx: Tx, id: string, place: QueuePlace): Promise<void> {
  const other = 'before' in place ? place.before : place.after;
  // One move after the other; workers are not in the way of a move, nor it in theirs.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('convlab_queue_order'))`);
  const waiting = await queryRows<Waiting>(
    tx,
    sql`SELECT r.id AS "runId", j.id AS "jobId", j.priority FROM ${waitingJobs} ORDER BY ${fetchOrder}`,
  );
  const moved = waiting.find(({ runId }) => runId === id);
  if (moved === undefined) throw notWaiting(id);
  if (other === id) return;
  const others = waiting.filter((one) => one !== moved);
  const index = others.findIndex(({ runId }) => runId === other);
  if (index === -1) throw notWaiting(other);
  const behind = others['before' in place ? index : index + 1];
  const done =
    behind === undefined
      ? await appendTo(tx, others[index] ?? moved, moved)
      : await setPriorities(tx, liftedAround(others.slice(0, others.indexOf(behind)), moved, behind));
  if (!done.includes(id)) throw notWaiting(id);
  // One event is enough for pages to look at the order again.
  await editRuns(tx, sql`id = ${id}`, sql``);
}

/** New priorities, as small as the order allows, for a run between some and another. */
function liftedAround(ahead: readonly Waiting[], moved: Waiting, behind: Waiting): Waiting[] {
  let least = behind.priority + 1;
  const changed = [{ ...moved, priority: least }];
  for (const one of ahead.toReversed()) {
    least += 1;
    // Whoever stands high enough already stays, and those ahead stand above.
    if (one.priority > least) least = one.priority;
    else changed.push({ ...one, priority: least });
  }
  return changed;
}

/* A job that a worker took meanwhile stays as it is. A job that is sent again, as after a pause, goes to the same place. */
async function setPriorities(tx: Tx, changed: readonly Waiting[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    tx,
    sql`WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${toJson(changed)}::jsonb) AS c("runId" text, "jobId" uuid, priority int)
    ), lifted AS (
      UPDATE ${queueJobs} AS j SET priority = w.priority FROM wanted AS w
      WHERE j.name = ${RUN_QUEUE} AND j.id = w."jobId" AND j.state < 'active' RETURNING w."runId", w.priority
    ) UPDATE convlab.runs AS r SET priority = l.priority FROM lifted AS l WHERE r.id = l."runId" RETURNING r.id`,
  );
  return rows.map(({ id }) => id);
}

/* The least that makes it younger than the last; what is queued later still comes behind it. */
async function appendTo(tx: Tx, last: Waiting, moved: Waiting): Promise<string[]> {
  await tx.execute(sql`UPDATE ${queueJobs} AS j SET created_on = l.created_on + interval '1 microsecond'
    FROM ${queueJobs} AS l WHERE l.name = ${RUN_QUEUE} AND l.id = ${last.jobId}
      AND j.name = ${RUN_QUEUE} AND j.id = ${moved.jobId} AND j.state < 'active'`);
  return setPriorities(tx, [{ ...moved, priority: last.priority }]);
}

function notWaiting(id: string): ConvlabError {
  return new ConvlabError({
    code: 'E_RUN_STATE',
    message: `Run ${id} does not wait`,
    received: id,
    expected: 'the id of a run that waits for a worker',
    hint: 'A worker may have taken it meanwhile.',
  });
}
