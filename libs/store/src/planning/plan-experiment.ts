import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { jsonSafe } from '../_internal/json.ts';
import { tellExperiments } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { transact } from '../_internal/transact.ts';
import type { Database } from '../database/database.ts';
import { insertRuns } from '../experiments/insert-runs.ts';
import type { PlannedRunState, Planner, PlanOutcome, PlanSnapshot } from '../model/model.ts';
import { runSummaryColumns, toRunSummary } from '../runs/run-rows.ts';
import { experiments, runs } from '../schema/schema.ts';

/** The experiments of which a run ended since they were last planned, oldest first. */
export async function dueExperiments({ db }: Pick<Database, 'db'>): Promise<string[]> {
  const rows = await db
    .select({ id: experiments.id })
    .from(experiments)
    .where(sql`plan_wanted > plan_done`)
    .orderBy(asc(experiments.createdAt));
  return rows.map(({ id }) => id);
}

/**
 * Plans an experiment: reads it at one moment, asks `planner` outside of any transaction, and writes what came of it if nobody
 * else has planned it since.
 */
export async function planExperiment(database: Database, id: string, planner: Planner): Promise<boolean> {
  const read = await readSnapshot(database, id);
  if (read === undefined) return false;
  return writePlan(database, id, read, await planner(read.snapshot));
}

interface Read {
  readonly snapshot: PlanSnapshot;
  /** How many ends of runs the snapshot knows, and how many were planned for. */
  readonly wanted: number;
  readonly done: number;
}

async function readSnapshot({ db }: Database, id: string): Promise<Read | undefined> {
  return db.transaction(
    async (tx) => {
      const { spec, halted, planWanted, planDone } = getTableColumns(experiments);
      const [row] = await tx
        .select({ spec, halted, planWanted, planDone })
        .from(experiments)
        .where(eq(experiments.id, id));
      if (row === undefined || row.planWanted === null) return undefined;
      const rows = await tx
        .select({ ...runSummaryColumns, place: runs.place })
        .from(runs)
        .where(eq(runs.experimentId, id))
        .orderBy(asc(runs.ordinal));
      const states = rows.map(({ place, ...run }): PlannedRunState => ({ ...toRunSummary(run), place }));
      return {
        snapshot: { id, spec: row.spec, halted: row.halted as PlanSnapshot['halted'], runs: states },
        wanted: row.planWanted,
        done: row.planDone,
      };
    },
    { isolationLevel: 'repeatable read' },
  );
}

async function writePlan(
  database: Database,
  id: string,
  { wanted, done }: Read,
  { runs: inputs, result }: PlanOutcome,
): Promise<boolean> {
  return transact(database.db, async (tx) => {
    const [row] = await queryRows<{ planDone: number; halted: string | null }>(
      tx,
      sql`SELECT plan_done AS "planDone", halted FROM convlab.experiments WHERE id = ${id} FOR UPDATE`,
    );
    if (row?.planDone !== done) return false;
    await tx
      .update(experiments)
      .set({ planDone: wanted, result: jsonSafe(result), updatedAt: sql`now()` })
      .where(eq(experiments.id, id));
    if (row.halted === null) await insertRuns(database, tx, id, inputs);
    await tellExperiments(tx, [id]);
    return true;
  });
}
