import { hostname } from 'node:os';
import { sql } from 'drizzle-orm';
import type { Job } from 'pg-boss';
import { dequeue, enqueue, type RunJob } from '../_internal/enqueue.ts';
import { every } from '../_internal/every.ts';
import { newId } from '../_internal/ids.ts';
import { CONTROL_CHANNEL } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { changeStatus } from '../_internal/status.ts';
import { transact } from '../_internal/transact.ts';
import { silentLogger, type Database, type StoreLogger } from '../database/database.ts';
import { HEARTBEAT_SECONDS, RUN_QUEUE } from '../database/queue.ts';
import type { Planner } from '../model/model.ts';
import { startPlanning } from '../planning/planning.ts';
import { stopWaiting } from '../runs/runs.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { RunJobExecution, type Prepare, type TrainContext } from './train-run.ts';
import type { ChildOptions } from './training-process.ts';

/** How a worker works. */
export interface WorkerOptions {
  readonly store: Store;
  /** Trainings at a time. */
  readonly slots: number;
  readonly child: ChildOptions;
  /** Plans the further runs of experiments that were made with `planned`; without it others have to. */
  readonly planner?: Planner;
  /** Gets ready what a training needs on this machine, before its process is started; what it throws ends the run. */
  readonly prepare?: Prepare;
  readonly logger?: StoreLogger;
  /** How long a training may take to end after it was asked to, in ms. @defaultValue 1500 */
  readonly graceMs?: number;
  /** How often a training process may die without finishing an epoch in between. @defaultValue 4 */
  readonly maxCrashes?: number;
}

/** A training that a worker has in hand. */
export interface ActiveTraining {
  readonly runId: string;
  readonly pid: number | undefined;
}

/** A worker loop in this process. */
export interface Worker {
  readonly id: string;
  readonly slots: number;
  active(): ActiveTraining[];
  /** Takes no more work, and gives back what it has in hand: another worker goes on from the last checkpoints. */
  stop(): Promise<void>;
}

const BEAT_MS = 3_000;
const LOOK_FOR_REQUESTS_MS = 1_000;

/**
 * Starts to train queued runs in child processes.
 *
 * On a folder, runs that were interrupted by the end of the process before are queued again at once, before all others. On a
 * server, runs of workers that fell silent are taken over.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const database = databaseOf(options.store);
  const logger = options.logger ?? silentLogger;
  const id = newId();
  const context: TrainContext = {
    database,
    workerId: id,
    child: options.child,
    ...(options.prepare === undefined ? {} : { prepare: options.prepare }),
    logger,
    graceMs: options.graceMs ?? 1_500,
    maxCrashes: options.maxCrashes ?? 4,
  };
  const jobs = new Set<RunJobExecution>();
  await register(database, id, options.slots);
  if (database.mode === 'embedded') await recover(database);
  const stopLoops = [
    every(BEAT_MS, () => beat(database, id), logger),
    every(LOOK_FOR_REQUESTS_MS, () => relayRequests(database, jobs), logger),
  ];
  const relay = (): void => {
    relayRequests(database, jobs).catch((error: unknown) => {
      logger.warn({ err: error }, 'Requests could not be read; they are read again within a second');
    });
  };
  const stopListening = await database.listen(CONTROL_CHANNEL, relay, relay);
  const stopPlanning =
    options.planner === undefined ? undefined : await startPlanning(database, options.planner, logger);
  const slots = await Promise.all(Array.from({ length: options.slots }, () => openSlot(context, jobs)));
  return {
    id,
    slots: options.slots,
    active: () => [...jobs].map(({ runId, pid }) => ({ runId, pid })),
    stop: async () => {
      for (const stopLoop of stopLoops) stopLoop();
      await stopListening();
      await stopPlanning?.();
      await Promise.all(slots.map((slot) => slot.close()));
      await database.db.execute(sql`UPDATE convlab.workers SET stopped_at = now() WHERE id = ${id}`);
    },
  };
}

interface Slot {
  close(): Promise<void>;
}

async function openSlot(context: TrainContext, jobs: Set<RunJobExecution>): Promise<Slot> {
  const { boss } = context.database;
  let closing = false;
  let current: { execution: RunJobExecution; done: Promise<void> } | undefined;
  let workId = '';

  const execute = async (job: Job<RunJob>): Promise<void> => {
    // The queue gives the job to somebody else when a handler throws.
    if (closing) throw new Error('This worker ends.');
    const execution = new RunJobExecution(context, job.data.runId, job.id);
    const abandon = (): void => execution.abandon();
    job.signal.addEventListener('abort', abandon, { once: true });
    jobs.add(execution);
    const done = execution.train();
    current = { execution, done };
    try {
      await done;
    } catch (error) {
      context.logger.error({ err: error, runId: job.data.runId }, 'A job failed; the queue tries it again');
      throw error;
    } finally {
      job.signal.removeEventListener('abort', abandon);
      jobs.delete(execution);
      current = undefined;
      // Otherwise the slot would sleep for the rest of its polling interval.
      if (!closing) boss.notifyWorker(workId);
    }
  };

  workId = await boss.work<RunJob>(
    RUN_QUEUE,
    {
      batchSize: 1,
      pollingIntervalSeconds: 1,
      // Retries are not announced, so a released job waits for this.
      notifyPollingIntervalSeconds: 2,
      heartbeatRefreshSeconds: HEARTBEAT_SECONDS / 4,
    },
    async ([job]: Job<RunJob>[]) => {
      if (job !== undefined) await execute(job);
    },
  );
  return {
    close: async () => {
      closing = true;
      current?.execution.release();
      await current?.done.catch(() => undefined);
      await boss.offWork(RUN_QUEUE, { id: workId, wait: true });
    },
  };
}

async function register({ db }: Database, id: string, slots: number): Promise<void> {
  await db.execute(sql`INSERT INTO convlab.workers (id, host, pid, slots)
    VALUES (${id}, ${hostname()}, ${process.pid}, ${slots})`);
}

async function beat({ db }: Database, id: string): Promise<void> {
  await db.execute(sql`UPDATE convlab.workers SET heartbeat_at = now() WHERE id = ${id}`);
}

/** Queues what the end of the last process interrupted, ahead of what only waits. */
async function recover(database: Database): Promise<void> {
  await transact(database.db, async (tx) => {
    await stopWaiting(database, tx, sql`status = 'lost' AND request = 'stop'`);
    const paused = await changeStatus(
      tx,
      sql`status = 'lost' AND request = 'pause'`,
      'paused',
      sql`, request = NULL`,
    );
    const queued = await changeStatus(tx, sql`status = 'lost'`, 'queued');
    await dequeue(
      database,
      tx,
      [...paused, ...queued].map(({ jobId }) => jobId),
    );
    await enqueue(database, tx, queued, { ahead: true });
  });
}

async function relayRequests({ db }: Database, jobs: ReadonlySet<RunJobExecution>): Promise<void> {
  if (jobs.size === 0) return;
  const ids = JSON.stringify([...jobs].map(({ runId }) => runId));
  const requests = await queryRows<{ id: string; request: 'stop' | 'pause' }>(
    db,
    sql`SELECT id, request FROM convlab.runs WHERE request IS NOT NULL
      AND id IN (SELECT jsonb_array_elements_text(${ids}::jsonb))`,
  );
  for (const { id, request } of requests) {
    for (const job of jobs) if (job.runId === id) job.request(request);
  }
}
