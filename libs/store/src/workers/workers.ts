import { desc, sql } from 'drizzle-orm';
import { HEARTBEAT_SECONDS } from '../database/queue.ts';
import type { Database } from '../database/database.ts';
import type { WorkerInfo } from '../model/model.ts';
import { workers } from '../schema/schema.ts';

/** The workers of a store. */
export interface Workers {
  /** Those that are alive, or were within the last day. */
  list(): Promise<WorkerInfo[]>;
}

/** SQL: whether the worker of a row is heard of. */
export const isAlive = sql<boolean>`(stopped_at IS NULL AND heartbeat_at > now() - make_interval(secs => ${HEARTBEAT_SECONDS}))`;

/** The workers of a database. */
export function createWorkers({ db }: Database): Workers {
  return {
    list: () =>
      db
        .select({
          id: workers.id,
          host: workers.host,
          pid: workers.pid,
          slots: workers.slots,
          alive: isAlive,
          startedAt: workers.startedAt,
          heartbeatAt: workers.heartbeatAt,
        })
        .from(workers)
        .where(sql`heartbeat_at > now() - interval '1 day'`)
        .orderBy(desc(workers.startedAt)),
  };
}
