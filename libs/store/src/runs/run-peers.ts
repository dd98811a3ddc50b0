import type { MetricRow } from '@convlab/training';
import { sql, type SQL } from 'drizzle-orm';
import { queryRows } from '../_internal/rows.ts';
import type { Database } from '../database/database.ts';

/** A run of the same project on the same data set. */
export interface RunPeer {
  readonly id: string;
  readonly name: string;
  readonly numWeights: number;
  /** The metric row of its best epoch. */
  readonly bestMetrics: MetricRow;
}

/** What else was done with a run's data set in its project. */
export interface RunPeers {
  /** The newest runs that measured something, this one among them. */
  readonly peers: readonly RunPeer[];
  /** How many runs were measured on the test part, at most {@link MAX_COUNTED}. */
  readonly numTested: number;
}

/** So many of a project's newest runs are looked at, and so many peers are given. */
const LOOKED_AT = 2_000;
const MAX_PEERS = 400;
/** Nobody needs to know how many times more than this a test part was opened. */
const MAX_COUNTED = 1_000;

/** The peers of a run: among a bounded number of the newest runs. Those that were tested have an index of their own. */
export async function readPeers({ db }: Database, id: string): Promise<RunPeers> {
  const peers = await queryRows<RunPeer>(
    db,
    sql`WITH own AS MATERIALIZED (${projectAndSet(id)}), newest AS MATERIALIZED (
      SELECT id, name, num_weights, best_metrics, spec->'data'->'set' AS data_set, created_at FROM convlab.runs
      WHERE project = (SELECT project FROM own) AND NOT archived ORDER BY created_at DESC, id DESC LIMIT ${LOOKED_AT}
    ), own_row AS (
      SELECT id, name, num_weights, best_metrics, spec->'data'->'set' AS data_set, created_at FROM convlab.runs WHERE id = ${id}
    )
    SELECT id, name, num_weights::float8 AS "numWeights", best_metrics AS "bestMetrics"
    FROM (SELECT * FROM newest UNION SELECT * FROM own_row) AS r
    WHERE data_set = (SELECT data_set FROM own) AND num_weights IS NOT NULL AND best_metrics IS NOT NULL
    ORDER BY (id = ${id}) DESC, created_at DESC LIMIT ${MAX_PEERS}`,
  );
  const [count] = await queryRows<{ number: number }>(db, countTested(id));
  return { peers, numTested: count?.number ?? 0 };
}

/** How many runs of a run's project on its data set were measured on the test part. */
export function countTested(id: string): SQL {
  return sql`WITH own AS MATERIALIZED (${projectAndSet(id)}) SELECT count(*)::int AS number FROM (
    SELECT 1 FROM convlab.runs WHERE project = (SELECT project FROM own) AND test_metrics IS NOT NULL
      AND spec->'data'->'set' = (SELECT data_set FROM own) LIMIT ${MAX_COUNTED}
  ) AS tested`;
}

function projectAndSet(id: string): SQL {
  return sql`SELECT project, spec->'data'->'set' AS data_set FROM convlab.runs WHERE id = ${id}`;
}
