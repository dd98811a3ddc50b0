import { sql } from 'drizzle-orm';
import { changeStatus } from '../_internal/status.ts';
import { queryRows } from '../_internal/rows.ts';
import { transact } from '../_internal/transact.ts';
import { readArtifact } from '../artifacts/artifacts.ts';
import type { Database, Tx } from '../database/database.ts';
import { forgetPredictions } from '../predictions/predictions.ts';
import { readAverages, rewindPoints } from '../scalars/pyramid.ts';
import { RunWriter } from './run-writer.ts';

/** Who takes a run, and by which job. */
export interface Claim {
  readonly runId: string;
  readonly jobId: string;
  readonly workerId: string;
}

/** The right to train a run, and what training needs. */
export interface Lease {
  readonly runId: string;
  readonly attempt: number;
  readonly spec: unknown;
  readonly plannedEpochs: number | null;
  /** Finished epochs. */
  readonly epoch: number;
  readonly request: 'stop' | 'pause' | null;
  /** What to go on from. */
  readonly checkpoint?: Uint8Array;
  /** Weights to start from, when the run was forked. */
  readonly initial?: Uint8Array;
  readonly writer: RunWriter;
}

interface ClaimedRow {
  readonly attempt: number;
  readonly spec: unknown;
  readonly plannedEpochs: number | null;
  readonly epoch: number;
  readonly request: 'stop' | 'pause' | null;
}

/**
 * Takes a run for a new attempt, set back to its last checkpoint.
 *
 * @returns `undefined` when the run is no longer this job's: it ended, or it was paused, stopped, removed or sent anew.
 */
export async function claimRun(
  database: Database,
  { runId, jobId, workerId }: Claim,
): Promise<Lease | undefined> {
  return transact(database.db, async (tx) => {
    const changed = await changeStatus(
      tx,
      sql`id = ${runId} AND job_id = ${jobId} AND status IN ('queued', 'running', 'lost')`,
      'running',
      sql`, attempt = attempt + 1, write_seq = 0, worker = ${workerId}, started_at = coalesce(started_at, now())`,
    );
    if (changed.length === 0) return undefined;
    const checkpoint = await readArtifact(tx, runId, 'latest');
    const point = { epoch: checkpoint?.epoch ?? 0, step: checkpoint?.step ?? 0 };
    await rewind(tx, runId, point);
    const [row] = await queryRows<ClaimedRow>(
      tx,
      sql`SELECT attempt, spec, planned_epochs AS "plannedEpochs", epoch, request FROM convlab.runs WHERE id = ${runId}`,
    );
    if (row === undefined) return undefined;
    const initial = checkpoint === undefined ? await readArtifact(tx, runId, 'initial') : undefined;
    const averages = await readAverages(tx, runId);
    return {
      ...row,
      runId,
      ...(checkpoint === undefined ? {} : { checkpoint: checkpoint.data }),
      ...(initial === undefined ? {} : { initial: initial.data }),
      writer: new RunWriter(database, runId, row.attempt, averages),
    };
  });
}

/** Forgets what came after the checkpoint: it will come again, the same. */
async function rewind(
  tx: Tx,
  runId: string,
  { epoch, step }: { epoch: number; step: number },
): Promise<void> {
  await rewindPoints(tx, runId, step);
  await tx.execute(sql`DELETE FROM convlab.epochs WHERE run_id = ${runId} AND epoch > ${epoch}`);
  await forgetPredictions(tx, runId, epoch);
  await tx.execute(sql`UPDATE convlab.runs AS r SET epoch = ${epoch}, step = ${step},
      last_metrics = l.metrics, best_epoch = b.epoch, best_metrics = b.metrics,
      duration_ms = (SELECT coalesce(sum(duration_ms), 0) FROM convlab.epochs WHERE run_id = ${runId})
    FROM (SELECT 1) AS one
      LEFT JOIN LATERAL (SELECT metrics FROM convlab.epochs WHERE run_id = ${runId} AND epoch = ${epoch}) AS l ON true
      LEFT JOIN LATERAL (SELECT epoch, metrics FROM convlab.epochs WHERE run_id = ${runId} AND best
        ORDER BY epoch DESC LIMIT 1) AS b ON true
    WHERE r.id = ${runId} AND (r.epoch <> ${epoch} OR r.step <> ${step})`);
}
