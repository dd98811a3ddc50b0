import { sql, type SQL } from 'drizzle-orm';
import { fromDrizzle, type Db as QueueDb } from 'pg-boss';
import type { Database, Tx } from '../database/database.ts';
import { RUN_QUEUE } from '../database/queue.ts';
import { newJobIds } from './ids.ts';
import { queryRows } from './rows.ts';

/** What a job of the run queue carries. */
export interface RunJob {
  readonly runId: string;
}

/** Sends one job per run, in the caller's transaction, and has each run remember its job. */
export async function enqueue(
  { boss }: Pick<Database, 'boss'>,
  tx: Tx,
  waiting: readonly { readonly id: string; readonly priority: number }[],
  { ahead = false }: { readonly ahead?: boolean } = {},
): Promise<void> {
  if (waiting.length === 0) return;
  const ids = newJobIds(waiting.length);
  const jobs = waiting.map(({ id, priority }, index) => ({
    id: ids[index] ?? '',
    // What was interrupted goes before what has not begun.
    priority: ahead ? priority + 1 : priority,
    data: { runId: id } satisfies RunJob,
  }));
  await boss.insert(RUN_QUEUE, jobs, { db: queueIn(tx) });
  const pairs = JSON.stringify(jobs.map(({ id, data }) => ({ run: data.runId, job: id })));
  await tx.execute(sql`UPDATE convlab.runs SET job_id = p.job
    FROM jsonb_to_recordset(${pairs}::jsonb) AS p(run text, job uuid) WHERE runs.id = p.run`);
}

/** Takes back jobs nobody has started. */
export async function dequeue(
  { boss }: Pick<Database, 'boss'>,
  tx: Tx,
  jobIds: readonly (string | null)[],
): Promise<void> {
  const ids = jobIds.filter((id) => id !== null);
  if (ids.length > 0) await boss.deleteJob(RUN_QUEUE, ids, { db: queueIn(tx) });
}

/** Has the queue work inside the caller's transaction. */
function queueIn(tx: Tx): QueueDb {
  return fromDrizzle(
    { execute: async (query) => ({ rows: await queryRows<object>(tx, query as SQL) }) },
    sql,
  );
}
