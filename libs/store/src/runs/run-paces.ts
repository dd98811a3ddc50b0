import { sql } from 'drizzle-orm';
import { queryRows } from '../_internal/rows.ts';
import type { Database } from '../database/database.ts';

/** How fast a run trained, and on what. */
export interface RunPace {
  readonly runId: string;
  /** The worker that had it last. */
  readonly worker: string | null;
  /** The backend that computed, and its threads where it has some. */
  readonly backend: string;
  readonly threads: number | null;
  /** Finished epochs. */
  readonly epochs: number;
  /** Mean time of an epoch, in ms: of all but the first, which warms up, where there are others. */
  readonly msPerEpoch: number;
  /** Time from its start to its end that no such epoch accounts for, in ms; `null` where it was interrupted. */
  readonly msBesides: number | null;
  readonly stepsPerEpoch: number;
  /** Training examples. */
  readonly numTrain: number;
  /** The same for runs whose epochs do the same work. */
  readonly workKey: string;
}

/* Those that are over of themselves or were stopped; a failed one may have been out of the ordinary. */
const STATES = ['finished', 'stopped-early', 'stopped'] as const;

/**
 * How fast the newest finished runs trained: at most `limit` slim rows, each found by an index, so that it costs the same however many
 * runs there are.
 */
export async function readPaces({ db }: Database, limit: number): Promise<RunPace[]> {
  const newest = STATES.map(
    (status) => sql`(SELECT id, created_at FROM convlab.runs
      WHERE status = ${status} AND archived = false ORDER BY created_at DESC, id DESC LIMIT ${limit})`,
  );
  return queryRows<RunPace>(
    db,
    sql`WITH newest AS (SELECT id FROM (${sql.join(newest, sql` UNION ALL `)}) AS each
        ORDER BY created_at DESC, id DESC LIMIT ${limit}),
      paced AS (SELECT r.*, CASE WHEN r.epoch > 1 AND e.duration_ms IS NOT NULL
          THEN (r.duration_ms - e.duration_ms) / (r.epoch - 1) ELSE r.duration_ms / r.epoch END AS pace
        FROM newest JOIN convlab.runs AS r USING (id)
          LEFT JOIN convlab.epochs AS e ON e.run_id = r.id AND e.epoch = 1
        WHERE r.epoch > 0 AND r.duration_ms > 0 AND r.steps_per_epoch > 0
          AND r.started->'numExamples'->>'train' IS NOT NULL)
      SELECT id AS "runId", worker, coalesce(started->'backend'->>'name', '') AS backend,
        (started->'backend'->>'threads')::float8 AS threads,
        epoch::float8 AS epochs, pace AS "msPerEpoch",
        CASE WHEN attempt = 1 AND coalesce((started->>'epoch')::int, 0) = 0 AND finished_at IS NOT NULL
          THEN greatest(0, extract(epoch FROM finished_at - started_at)::float8 * 1000 - pace * epoch) END AS "msBesides",
        steps_per_epoch::float8 AS "stepsPerEpoch",
        (started->'numExamples'->>'train')::float8 AS "numTrain",
        md5(concat_ws(' ', spec->'network', spec->'regularizers', spec->'data', spec->'training'->'batchSize')) AS "workKey"
      FROM paced ORDER BY created_at DESC, id DESC`,
  );
}
