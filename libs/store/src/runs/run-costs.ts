import { sql } from 'drizzle-orm';
import { queryRows } from '../_internal/rows.ts';
import type { Database } from '../database/database.ts';
import type { RunStatus } from '../model/model.ts';

/** When and where a run trained, and what that took. */
export interface RunCost {
  readonly runId: string;
  readonly status: RunStatus;
  /** The worker that has it, or had it last. */
  readonly worker: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Time spent in finished epochs, in ms. */
  readonly durationMs: number;
  /** Examples that its updates have seen; `null` before its start. */
  readonly examples: number | null;
  readonly numWeights: number | null;
  /** Validation examples; `null` before its start. */
  readonly numValidation: number | null;
  /** The same for runs with the same network and data. */
  readonly networkKey: string;
}

interface CostRow extends Omit<RunCost, 'startedAt' | 'finishedAt'> {
  readonly started: number | null;
  readonly finished: number | null;
}

/** The costs of all runs of an experiment, in their order: one statement and a few numbers for each. */
export async function readCosts({ db }: Database, experimentId: string): Promise<RunCost[]> {
  const rows = await queryRows<CostRow>(
    db,
    sql`SELECT id AS "runId", status, worker, duration_ms AS "durationMs", num_weights::float8 AS "numWeights",
        extract(epoch FROM started_at)::float8 * 1000 AS started,
        extract(epoch FROM finished_at)::float8 * 1000 AS finished,
        step::float8 / nullif(steps_per_epoch, 0) * (started->'numExamples'->>'train')::float8 AS examples,
        (started->'numExamples'->>'validation')::float8 AS "numValidation",
        md5(concat(spec->'network', spec->'data')) AS "networkKey"
      FROM convlab.runs WHERE experiment_id = ${experimentId} ORDER BY ordinal`,
  );
  return rows.map(({ started, finished, ...row }) => ({
    ...row,
    startedAt: started === null ? null : new Date(started),
    finishedAt: finished === null ? null : new Date(finished),
  }));
}
