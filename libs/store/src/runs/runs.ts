import { ConvlabError } from '@convlab/core';
import type { LayerHistograms, LayersEvent, MetricRow } from '@convlab/training';
import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { dequeue, enqueue } from '../_internal/enqueue.ts';
import { textSafe, toJson } from '../_internal/json.ts';
import { CONTROL_CHANNEL, tellExperiments, tellRemoved } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { changeStatus, editRuns } from '../_internal/status.ts';
import { transact } from '../_internal/transact.ts';
import type { Database, Tx } from '../database/database.ts';
import type { EpochRow, Page, Run, RunStatus, RunSummary } from '../model/model.ts';
import { epochs, runs } from '../schema/schema.ts';
import { readCosts, type RunCost } from './run-costs.ts';
import { readPaces, type RunPace } from './run-paces.ts';
import { listRuns, listTags, type RunFilter } from './run-list.ts';
import { moveWaiting, waitingIds, type QueuePlace } from './waiting-runs.ts';
import { readPeers, type RunPeers } from './run-peers.ts';
import { runColumns, runSummaryColumns, toRun, toRunSummary } from './run-rows.ts';

/** What people may change of a run. */
export interface RunChanges {
  readonly name?: string;
  readonly notes?: string;
  readonly tags?: readonly string[];
  readonly archived?: boolean;
  readonly colour?: number;
}

/** How a run goes on after its end. */
export interface Continuation {
  /** The spec to go on with, for example with more epochs. */
  readonly spec?: unknown;
  readonly plannedEpochs?: number;
}

/** A metric of a run over its epochs. */
export interface RunCurve {
  readonly runId: string;
  readonly points: readonly { readonly epoch: number; readonly value: number | null }[];
}

/** What became of a request: done, or passed on to the worker. */
export type Effect = 'done' | 'requested';

/** The runs of a store. */
export interface Runs {
  get(id: string): Promise<Run | undefined>;
  /** @throws {ConvlabError} E_RUN_UNKNOWN. */
  require(id: string): Promise<Run>;
  /** @throws {ConvlabError} E_STORE_CURSOR, E_STORE_LIMIT. */
  list(filter?: RunFilter): Promise<Page<RunSummary>>;
  /** Several at once, in any order; unknown ids are left out. */
  getMany(ids: readonly string[]): Promise<RunSummary[]>;
  /** The tags in use. */
  tags(): Promise<string[]>;
  /** Several at once with their specs, reports and notes, in any order; unknown ids are left out. */
  details(ids: readonly string[]): Promise<Run[]>;
  /** One metric of several runs, thinned to about `maxPoints` epochs each, for small pictures. */
  curves(ids: readonly string[], metric: string, maxPoints: number): Promise<RunCurve[]>;
  /** When, where and at what cost each run of an experiment trained, in their order: slim rows, as many as there are runs. */
  costs(experimentId: string): Promise<RunCost[]>;
  /** How fast the newest finished runs trained, newest first: at most `limit` slim rows. */
  paces(limit: number): Promise<RunPace[]>;
  /** Other runs of its project on the same data set, the newest, and how often its test part was opened there. */
  peers(id: string): Promise<RunPeers>;
  /** How many runs are in which state. */
  countByStatus(): Promise<Partial<Record<RunStatus, number>>>;
  /** All finished epochs, or those after `afterEpoch`. */
  epochs(id: string, afterEpoch?: number): Promise<EpochRow[]>;
  /** What the layers looked like, at every epoch where they were measured. */
  layers(id: string): Promise<LayersEvent[]>;
  /** How the weights or gradients of a layer were distributed, at up to 40 epochs in order. */
  layerHistograms(id: string, layer: string, of: 'weights' | 'gradients'): Promise<HistogramRow[]>;
  update(id: string, changes: RunChanges): Promise<void>;
  /**
   * Ends a run. One that waits is stopped at once, one that trains within 2 s.
   *
   * @throws {ConvlabError} E_RUN_UNKNOWN, E_RUN_STATE when it is over already.
   */
  stop(id: string): Promise<Effect>;
  /** @throws {ConvlabError} E_RUN_UNKNOWN, E_RUN_STATE when it neither waits nor trains. */
  pause(id: string): Promise<Effect>;
  /** @throws {ConvlabError} E_RUN_UNKNOWN, E_RUN_STATE when it is not paused. */
  resume(id: string): Promise<Effect>;
  /** The ids of the runs that wait, in the order in which workers take them; at most `limit`. */
  waiting(limit: number): Promise<string[]>;
  /**
   * Moves a waiting run right before or right after another one that waits.
   *
   * @throws {ConvlabError} E_RUN_STATE when one of the two does not wait.
   */
  move(id: string, place: QueuePlace): Promise<void>;
  /** Queues a run that is over, to go on from its last checkpoint. @throws {ConvlabError} E_RUN_UNKNOWN, E_RUN_STATE. */
  continue(id: string, how?: Continuation): Promise<void>;
  /** Removes runs with all they hold. @throws {ConvlabError} E_RUN_STATE when one of them trains. */
  remove(ids: readonly string[]): Promise<void>;
}

/** A distribution at one epoch. */
export interface HistogramRow {
  readonly epoch: number;
  readonly histogram: LayerHistograms['weights'];
}

/* A training that went on for more epochs than were planned may have twice as many. */
const MAX_SNAPSHOTS = 40;

function thinned<T>(rows: readonly T[]): T[] {
  const stride = Math.ceil(rows.length / MAX_SNAPSHOTS);
  return rows.filter((_, i) => (rows.length - 1 - i) % stride === 0);
}

/** The runs of a database. */
export function createRuns(database: Database): Runs {
  const { db } = database;
  const get = async (id: string): Promise<Run | undefined> => {
    const [row] = await db.select(runColumns).from(runs).where(eq(runs.id, id));
    return row === undefined ? undefined : toRun(row);
  };
  return {
    get,
    require: async (id) => {
      const run = await get(id);
      if (run === undefined) throw unknownRun(id);
      return run;
    },
    list: (filter = {}) => listRuns(database, filter),
    getMany: async (ids) => {
      const rows = await db
        .select(runSummaryColumns)
        .from(runs)
        .where(inArray(runs.id, [...ids]));
      return rows.map(toRunSummary);
    },
    tags: () => listTags(database),
    details: async (ids) => {
      const rows = await db
        .select(runColumns)
        .from(runs)
        .where(inArray(runs.id, [...ids]));
      return rows.map(toRun);
    },
    curves: (ids, metric, maxPoints) => readCurves(database, ids, metric, maxPoints),
    peers: (id) => readPeers(database, id),
    costs: (experimentId) => readCosts(database, experimentId),
    paces: (limit) => readPaces(database, limit),
    countByStatus: async () => {
      const rows = await db.select({ status: runs.status, number: count() }).from(runs).groupBy(runs.status);
      return Object.fromEntries(rows.map(({ status, number }) => [status, number]));
    },
    epochs: async (id, afterEpoch = 0) => {
      const { runId: _runId, ...columns } = epochColumns;
      const rows = await db
        .select(columns)
        .from(epochs)
        .where(and(eq(epochs.runId, id), sql`${epochs.epoch} > ${afterEpoch}`))
        .orderBy(asc(epochs.epoch));
      return rows.map((row) => ({ ...row, metrics: row.metrics as MetricRow }));
    },
    layers: async (id) => {
      // An epoch that was trained again after a crash has told of its layers twice, the same.
      const rows = await queryRows<{ body: LayersEvent }>(
        db,
        sql`SELECT DISTINCT ON ((body->>'epoch')::int) body FROM convlab.events
          WHERE run_id = ${id} AND type = 'layers' ORDER BY (body->>'epoch')::int, seq DESC`,
      );
      return rows.map(({ body }) => body);
    },
    layerHistograms: async (id, layer, of) => {
      const rows = await queryRows<HistogramRow>(
        db,
        sql`SELECT epoch, ${sql.identifier(of)} AS histogram FROM convlab.layer_histograms
          WHERE run_id = ${id} AND layer = ${layer} AND ${sql.identifier(of)} IS NOT NULL ORDER BY epoch`,
      );
      return thinned(rows);
    },
    update: (id, changes) => transact(db, (tx) => updateRun(tx, id, changes)),
    stop: (id) => transact(db, (tx) => stopRun(database, tx, id)),
    pause: (id) => transact(db, (tx) => pauseRun(database, tx, id)),
    resume: (id) => transact(db, (tx) => resumeRun(database, tx, id)),
    waiting: (limit) => waitingIds(db, limit),
    move: (id, place) => transact(db, (tx) => moveWaiting(tx, id, place)),
    continue: (id, how = {}) => transact(db, (tx) => continueRun(database, tx, id, how)),
    remove: (ids) => transact(db, (tx) => removeRuns(database, tx, ids)),
  };
}

const epochColumns = {
  runId: epochs.runId,
  epoch: epochs.epoch,
  step: epochs.step,
  metrics: epochs.metrics,
  learningRate: epochs.learningRate,
  durationMs: epochs.durationMs,
  best: epochs.best,
  attempt: epochs.attempt,
  finishedAt: epochs.finishedAt,
};

/* Every n-th epoch and the last one: a picture as wide as a word needs no more. */
async function readCurves(
  { db }: Database,
  ids: readonly string[],
  metric: string,
  maxPoints: number,
): Promise<RunCurve[]> {
  const rows = await queryRows<{ id: string; epochs: number[]; values: (number | null)[] }>(
    db,
    sql`SELECT e.run_id AS id, array_agg(e.epoch ORDER BY e.epoch) AS epochs,
        array_agg((e.metrics ->> ${metric})::float8 ORDER BY e.epoch) AS values
      FROM convlab.epochs AS e JOIN convlab.runs AS r ON r.id = e.run_id
      WHERE e.run_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
        AND (e.epoch = r.epoch OR e.epoch % greatest(1, r.epoch / ${maxPoints}::int) = 0)
      GROUP BY e.run_id`,
  );
  return rows.map(({ id, epochs: at, values }) => ({
    runId: id,
    points: at.map((epoch, i) => ({ epoch, value: values[i] ?? null })),
  }));
}

async function updateRun(tx: Tx, id: string, changes: RunChanges): Promise<void> {
  const { name, notes, tags, archived, colour } = changes;
  const set = sql.join([
    name === undefined ? sql`` : sql`, name = ${textSafe(name)}`,
    notes === undefined ? sql`` : sql`, notes = ${textSafe(notes)}`,
    tags === undefined
      ? sql``
      : sql`, tags = ARRAY(SELECT jsonb_array_elements_text(${toJson(tags)}::jsonb))`,
    archived === undefined ? sql`` : sql`, archived = ${archived}`,
    colour === undefined ? sql`` : sql`, colour = ${colour}`,
  ]);
  const changed = await editRuns(tx, sql`id = ${id}`, set);
  if (changed.length === 0) throw unknownRun(id);
}

/** Stops those of the selected runs that no worker has; a later word of a lost worker is refused by the new attempt. */
export async function stopWaiting(database: Database, tx: Tx, where: SQL): Promise<number> {
  const stopped = await changeStatus(
    tx,
    sql`${where} AND status IN ('queued', 'paused', 'lost')`,
    'stopped',
    sql`, attempt = attempt + 1, request = NULL, finished_at = now()`,
  );
  await dequeue(
    database,
    tx,
    stopped.map(({ jobId }) => jobId),
  );
  return stopped.length;
}

/** Asks the workers that have the selected runs; they hear of it at once, and look once a second besides. */
export async function requestRunning(tx: Tx, where: SQL, request: 'stop' | 'pause'): Promise<number> {
  const asked = await queryRows<{ id: string }>(
    tx,
    sql`WITH asked AS (
      UPDATE convlab.runs SET request = ${request}, updated_at = now()
      WHERE ${where} AND status = 'running' RETURNING id
    ) SELECT id, pg_notify(${CONTROL_CHANNEL}, id) FROM asked`,
  );
  return asked.length;
}

async function stopRun(database: Database, tx: Tx, id: string): Promise<Effect> {
  const status = await lockStatus(tx, id);
  if ((await stopWaiting(database, tx, sql`id = ${id}`)) > 0) return 'done';
  if ((await requestRunning(tx, sql`id = ${id}`, 'stop')) > 0) return 'requested';
  throw wrongState(id, status, 'stopped', 'a run that waits or trains');
}

/** Pauses those of the selected runs that wait. */
export async function pauseWaiting(database: Database, tx: Tx, where: SQL): Promise<number> {
  const paused = await changeStatus(tx, sql`${where} AND status = 'queued'`, 'paused', sql`, request = NULL`);
  await dequeue(
    database,
    tx,
    paused.map(({ jobId }) => jobId),
  );
  return paused.length;
}

async function pauseRun(database: Database, tx: Tx, id: string): Promise<Effect> {
  const status = await lockStatus(tx, id);
  if ((await pauseWaiting(database, tx, sql`id = ${id}`)) > 0) return 'done';
  if ((await requestRunning(tx, sql`id = ${id} AND request IS DISTINCT FROM 'stop'`, 'pause')) > 0)
    return 'requested';
  throw wrongState(id, status, 'paused', 'a run that waits or trains');
}

/** Queues those of the selected runs that are paused, and takes back a pause that has not come about. */
export async function resumePaused(database: Database, tx: Tx, where: SQL): Promise<number> {
  const resumed = await changeStatus(tx, sql`${where} AND status = 'paused'`, 'queued');
  await enqueue(database, tx, resumed);
  const kept = await queryRows<{ id: string }>(
    tx,
    sql`UPDATE convlab.runs SET request = NULL WHERE ${where} AND status = 'running' AND request = 'pause' RETURNING id`,
  );
  return resumed.length + kept.length;
}

/** Queues those of the selected runs that were stopped, to go on from their last checkpoints. */
export async function continueStopped(database: Database, tx: Tx, where: SQL): Promise<number> {
  const queued = await changeStatus(
    tx,
    sql`${where} AND status = 'stopped'`,
    'queued',
    sql`, request = NULL, error = NULL, finished_at = NULL, crashes = 0`,
  );
  await enqueue(database, tx, queued);
  return queued.length;
}

async function resumeRun(database: Database, tx: Tx, id: string): Promise<Effect> {
  const status = await lockStatus(tx, id);
  if ((await resumePaused(database, tx, sql`id = ${id}`)) > 0) return 'done';
  throw wrongState(id, status, 'resumed', 'a paused run');
}

async function continueRun(database: Database, tx: Tx, id: string, how: Continuation): Promise<void> {
  const status = await lockStatus(tx, id);
  const spec = how.spec === undefined ? sql`` : sql`, spec = ${toJson(how.spec)}::jsonb`;
  const epochsPlanned =
    how.plannedEpochs === undefined ? sql`` : sql`, planned_epochs = ${how.plannedEpochs}`;
  const queued = await changeStatus(
    tx,
    sql`id = ${id} AND status IN ('finished', 'stopped-early', 'stopped', 'failed')`,
    'queued',
    sql`, request = NULL, error = NULL, finished_at = NULL, crashes = 0 ${spec} ${epochsPlanned}`,
  );
  if (queued.length === 0) throw wrongState(id, status, 'continued', 'a run that is over');
  await enqueue(database, tx, queued);
}

async function removeRuns(database: Database, tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .select({ id: runs.id, status: runs.status, jobId: runs.jobId, experimentId: runs.experimentId })
    .from(runs)
    .where(inArray(runs.id, [...ids]))
    .for('update');
  const busy = rows.find(({ status }) => status === 'running');
  if (busy !== undefined) throw wrongState(busy.id, busy.status, 'removed', 'a run that does not train');
  await dequeue(
    database,
    tx,
    rows.map(({ jobId }) => jobId),
  );
  await tx.delete(runs).where(inArray(runs.id, [...ids]));
  await tellRemoved(
    tx,
    rows.map(({ id }) => id),
  );
  await tellExperiments(
    tx,
    rows.map(({ experimentId }) => experimentId),
  );
}

async function lockStatus(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.select({ status: runs.status }).from(runs).where(eq(runs.id, id)).for('update');
  if (row === undefined) throw unknownRun(id);
  return row.status;
}

/** The error for an id that no run has. */
export function unknownRun(id: string): ConvlabError {
  return new ConvlabError({
    code: 'E_RUN_UNKNOWN',
    message: 'There is no such run',
    received: id,
    expected: 'the id of a stored run',
  });
}

function wrongState(id: string, status: string, verb: string, expected: string): ConvlabError {
  return new ConvlabError({
    code: 'E_RUN_STATE',
    message: `Run ${id} cannot be ${verb} while it is ${status}`,
    received: status,
    expected,
  });
}
