import { ConvlabError } from '@convlab/core';
import { inArray, sql } from 'drizzle-orm';
import { dequeue, enqueue } from '../_internal/enqueue.ts';
import { every } from '../_internal/every.ts';
import { toJson } from '../_internal/json.ts';
import { queryRows } from '../_internal/rows.ts';
import { changeStatus } from '../_internal/status.ts';
import { transact } from '../_internal/transact.ts';
import type { Database, StoreLogger } from '../database/database.ts';
import { HEARTBEAT_SECONDS, QUEUE_SCHEMA, RUN_QUEUE } from '../database/queue.ts';
import { stopWaiting } from '../runs/runs.ts';
import { runs } from '../schema/schema.ts';

const LOOK_FOR_LOST_MS = 2_000;
const LOOK_FOR_STRAYS_MS = 30_000;
const RETIRE_EVERY_MS = 10 * 60_000;

/**
 * Starts to watch over the runs, in every process that has the store open.
 *
 * @returns stops watching
 */
export function watchRuns(database: Database, logger: StoreLogger): () => void {
  const loops = [
    every(LOOK_FOR_STRAYS_MS, () => mendStrays(database), logger),
    every(RETIRE_EVERY_MS, () => retireSteps(database), logger),
  ];
  // A folder has one process, and that one knows its workers.
  if (database.mode === 'postgres') loops.push(every(LOOK_FOR_LOST_MS, () => markLost(database), logger));
  return () => {
    for (const stop of loops) stop();
  };
}

/** Marks the runs whose worker fell silent; the queue gives their jobs to others on its own. */
export async function markLost(database: Database): Promise<void> {
  const silent = sql`SELECT id FROM convlab.workers
    WHERE stopped_at IS NOT NULL OR heartbeat_at <= now() - make_interval(secs => ${HEARTBEAT_SECONDS})`;
  await changeStatus(database.db, sql`status = 'running' AND worker IN (${silent})`, 'lost');
  await transact(database.db, async (tx) => {
    await stopWaiting(database, tx, sql`status = 'lost' AND request = 'stop'`);
    const paused = await changeStatus(
      tx,
      sql`status = 'lost' AND request = 'pause'`,
      'paused',
      sql`, attempt = attempt + 1, request = NULL`,
    );
    await dequeue(
      database,
      tx,
      paused.map(({ jobId }) => jobId),
    );
  });
}

/**
 * Looks after runs that wait although no job of theirs does.
 *
 * A job that the queue gave up, as every worker that took it was lost, ends its run; a job that somebody removed is sent again.
 */
export async function mendStrays(database: Database, afterSeconds = 30): Promise<void> {
  const strays = await queryRows<{ id: string; priority: number; givenUp: boolean }>(
    database.db,
    sql`SELECT r.id, r.priority, coalesce(j.state::text = 'failed', false) AS "givenUp" FROM convlab.runs AS r
      LEFT JOIN ${sql.identifier(QUEUE_SCHEMA)}.job AS j ON j.name = ${RUN_QUEUE} AND j.id = r.job_id
      WHERE r.status IN ('queued', 'lost') AND r.updated_at < now() - make_interval(secs => ${afterSeconds})
        AND (j.id IS NULL OR j.state::text NOT IN ('created', 'retry', 'active'))
      LIMIT 1000`,
  );
  const givenUp = strays.filter((stray) => stray.givenUp).map(({ id }) => id);
  const removed = strays.filter((stray) => !stray.givenUp).map(({ id }) => id);
  await transact(database.db, async (tx) => {
    if (givenUp.length > 0) {
      const error = toJson(workersLost().toJSON());
      await changeStatus(
        tx,
        sql`${inArray(runs.id, givenUp)} AND status IN ('queued', 'lost')`,
        'failed',
        sql`, attempt = attempt + 1, finished_at = now(), error = ${error}::jsonb`,
      );
    }
    if (removed.length > 0) {
      const queued = await changeStatus(
        tx,
        sql`${inArray(runs.id, removed)} AND status IN ('queued', 'lost')`,
        'queued',
      );
      await enqueue(database, tx, queued);
    }
  });
}

/**
 * Removes the progress events of runs that ended an hour ago: nobody follows them any more, and the curves keep every value.
 *
 * Run by run, as the embedded engine does nothing else meanwhile.
 */
export async function retireSteps({ db }: Database, afterSeconds = 3_600): Promise<void> {
  const over = await queryRows<{ id: string }>(
    db,
    sql`SELECT id FROM convlab.runs WHERE status IN ('finished', 'stopped-early', 'stopped', 'failed')
      AND finished_at BETWEEN now() - interval '1 day' - make_interval(secs => ${afterSeconds})
        AND now() - make_interval(secs => ${afterSeconds})
      AND EXISTS (SELECT 1 FROM convlab.events WHERE run_id = runs.id AND type = 'step')`,
  );
  for (const { id } of over) {
    await db.execute(sql`DELETE FROM convlab.events WHERE run_id = ${id} AND type = 'step'`);
  }
}

function workersLost(): ConvlabError {
  return new ConvlabError({
    code: 'E_WORKER_LOST',
    message: 'Every worker that took up the run was lost',
    expected: 'a worker that stays',
    hint: 'The run may take down the machine it trains on: try a smaller batch or network, or set a memory limit.',
  });
}
