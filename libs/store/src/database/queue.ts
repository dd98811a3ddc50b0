import type { ConstructorOptions, PgBoss, Queue } from 'pg-boss';
import type { StoreLogger } from './database.ts';

/** The queue that holds one job for each run that waits or trains. */
export const RUN_QUEUE = 'runs';

/** The database schema of the queue's own tables. */
export const QUEUE_SCHEMA = 'convlab_jobs';

/** How long a worker may be silent before its runs are given to another, in seconds; the queue's smallest value. */
export const HEARTBEAT_SECONDS = 10;

const runQueue: Omit<Queue, 'name'> = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // The queue's longest; a run that trains for more than a day goes on from its last checkpoint.
  expireInSeconds: 24 * 3600,
  // A failing training completes its job, so that retries are only spent on lost workers.
  retryLimit: 20,
  retryDelay: 0,
  deleteAfterSeconds: 3600,
  retentionSeconds: 365 * 24 * 3600,
  notify: true,
};

/** What both engines ask of the queue. */
export const queueOptions: ConstructorOptions = {
  schema: QUEUE_SCHEMA,
  schedule: false,
  registerInstance: false,
  useListenNotify: true,
  openTelemetry: { enabled: false },
};

/** Starts the queue and makes it known to this process: inside a transaction a queue not yet known would deadlock. */
export async function startQueue(boss: PgBoss, logger: StoreLogger): Promise<void> {
  boss.on('error', (error) => logger.error({ err: error }, 'The queue reports an error'));
  boss.on('warning', (warning) => logger.warn({ warning }, 'The queue reports a warning'));
  await boss.start();
  await boss.createQueue(RUN_QUEUE, runQueue);
  await boss.updateQueue(RUN_QUEUE, runQueue);
}
