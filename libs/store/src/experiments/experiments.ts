import { ConvlabError } from '@convlab/core';
import { and, desc, eq, getTableColumns, ilike, inArray, sql, type SQL } from 'drizzle-orm';
import { decodeCursor, encodeCursor, pageSize } from '../_internal/cursor.ts';
import { dequeue } from '../_internal/enqueue.ts';
import { newId } from '../_internal/ids.ts';
import { jsonSafe, textSafe } from '../_internal/json.ts';
import { tellExperiments, tellRemoved } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { editRuns } from '../_internal/status.ts';
import { containing } from '../_internal/text.ts';
import { transact } from '../_internal/transact.ts';
import { linkDataSets } from '../data-sets/data-sets.ts';
import type { Database, Tx } from '../database/database.ts';
import type {
  Experiment,
  ExperimentInput,
  ExperimentKind,
  ExperimentSummary,
  Page,
  Planner,
  RunCounts,
  RunInput,
} from '../model/model.ts';
import { dueExperiments, planExperiment } from '../planning/plan-experiment.ts';
import { continueStopped, pauseWaiting, requestRunning, resumePaused, stopWaiting } from '../runs/runs.ts';
import { experiments, runs } from '../schema/schema.ts';
import { insertRuns } from './insert-runs.ts';

/** Which experiments a list shows. */
export interface ExperimentFilter {
  readonly project?: string;
  /** One kind, or any of several. */
  readonly kind?: ExperimentKind | readonly ExperimentKind[];
  readonly specHash?: string;
  /** @defaultValue false */
  readonly archived?: boolean;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly cursor?: string;
  /** @defaultValue 100 */
  readonly limit?: number;
}

/** What may change of an experiment. */
export interface ExperimentChanges {
  readonly name?: string;
  readonly notes?: string;
  readonly tags?: readonly string[];
  /** Moves it, with its runs, to another project. */
  readonly project?: string;
  /** Its runs follow. */
  readonly archived?: boolean;
  /** What its runs came to together, as JSON. */
  readonly result?: unknown;
}

/** A new experiment with its runs, in the order given. */
export interface CreatedExperiment {
  readonly id: string;
  readonly runIds: readonly string[];
}

/** The experiments of a store. */
export interface Experiments {
  /** Stores an experiment and its runs and queues them, all or nothing. @throws {ConvlabError} E_RUN_FORK. */
  create(input: ExperimentInput): Promise<CreatedExperiment>;
  /** Adds runs, as searches and studies do that plan by what came before. @throws {ConvlabError} E_EXPERIMENT_UNKNOWN, E_RUN_FORK. */
  addRuns(id: string, inputs: readonly RunInput[]): Promise<readonly string[]>;
  /** Those of which a run ended since they were last planned, oldest first. */
  due(): Promise<string[]>;
  /**
   * Plans an experiment: makes the runs and keeps the result that `planner` gives of it, all or nothing.
   *
   * Planned by several at once, or again after a crash, each end of a run counts once: who comes second changes nothing.
   *
   * @returns whether anything was written
   */
  plan(id: string, planner: Planner): Promise<boolean>;
  get(id: string): Promise<Experiment | undefined>;
  /** @throws {ConvlabError} E_EXPERIMENT_UNKNOWN. */
  require(id: string): Promise<Experiment>;
  /** The projects in use, in alphabetical order. */
  projects(): Promise<string[]>;
  /** Newest first; what it costs does not depend on the number of runs. */
  list(filter?: ExperimentFilter): Promise<Page<ExperimentSummary>>;
  /**
   * Some parts of what the runs of several experiments came to, for lists: the database reads the rest, and keeps it.
   *
   * @param parts  paths into the result by name
   * @returns the parts that there are, by experiment and name
   */
  resultParts<Name extends string>(
    ids: readonly string[],
    parts: Readonly<Record<Name, readonly string[]>>,
  ): Promise<Map<string, Partial<Record<Name, unknown>>>>;
  update(id: string, changes: ExperimentChanges): Promise<void>;
  /** Ends all its runs, those that wait at once, those that train within 2 s, and plans no more. Returns how many. */
  stop(id: string): Promise<number>;
  /** Pauses all its runs that wait or train, and plans no more. Returns how many. */
  pause(id: string): Promise<number>;
  /** Queues all its paused runs, and after a stop the stopped ones, which go on from their checkpoints. Returns how many. */
  resume(id: string): Promise<number>;
  /** Removes it with its runs. @throws {ConvlabError} E_EXPERIMENT_STATE while one of them trains. */
  remove(id: string): Promise<void>;
}

/** The experiments of a database. */
export function createExperiments(database: Database): Experiments {
  const { db } = database;
  const of = (id: string): SQL => sql`experiment_id = ${id}`;
  const get = async (id: string): Promise<Experiment | undefined> => {
    const [row] = await db.select().from(experiments).where(eq(experiments.id, id));
    return row === undefined
      ? undefined
      : { ...toSummary(row), spec: row.spec, result: row.result, notes: row.notes };
  };
  return {
    create: (input) => transact(db, (tx) => createExperiment(database, tx, input)),
    addRuns: (id, inputs) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id, { lock: true });
        return insertRuns(database, tx, id, inputs);
      }),
    due: () => dueExperiments(database),
    plan: (id, planner) => planExperiment(database, id, planner),
    get,
    require: async (id) => {
      const experiment = await get(id);
      if (experiment === undefined) throw unknownExperiment(id);
      return experiment;
    },
    projects: () => listProjects(database),
    list: (filter = {}) => listExperiments(database, filter),
    resultParts: (ids, parts) => readParts(database, ids, parts),
    update: (id, changes) =>
      transact(db, async (tx) => {
        // Runs before their experiment, as every writer locks them in this order.
        await updateRunsOf(tx, id, changes);
        await updateExperiment(tx, id, changes);
      }),
    stop: (id) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id);
        const stopAll = async (): Promise<number> =>
          (await stopWaiting(database, tx, of(id))) + (await requestRunning(tx, of(id), 'stop'));
        const stopped = await stopAll();
        // Runs before their experiment, as every writer locks them; then those that were planned in between.
        await halt(tx, id, 'stop');
        return stopped + (await stopWaiting(database, tx, of(id)));
      }),
    pause: (id) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id);
        const where = sql`${of(id)} AND request IS DISTINCT FROM 'stop'`;
        const paused =
          (await pauseWaiting(database, tx, of(id))) + (await requestRunning(tx, where, 'pause'));
        await halt(tx, id, 'pause');
        return paused + (await pauseWaiting(database, tx, of(id)));
      }),
    resume: (id) =>
      transact(db, async (tx) => {
        const { halted } = await requireExperiment(tx, id);
        const again = halted === 'stop' ? await continueStopped(database, tx, of(id)) : 0;
        const resumed = again + (await resumePaused(database, tx, of(id)));
        await tx.execute(sql`UPDATE convlab.experiments SET halted = NULL, plan_wanted = plan_wanted + 1
          WHERE id = ${id} AND halted IS NOT NULL`);
        await tellExperiments(tx, [id]);
        return resumed;
      }),
    remove: (id) => transact(db, (tx) => removeExperiment(database, tx, id)),
  };
}

async function createExperiment(
  database: Database,
  tx: Tx,
  input: ExperimentInput,
): Promise<CreatedExperiment> {
  const id = newId();
  await tx.insert(experiments).values({
    id,
    project: textSafe(input.project ?? 'default'),
    name: textSafe(input.name),
    kind: input.kind,
    spec: jsonSafe(input.spec),
    specHash: textSafe(input.specHash),
    tags: (input.tags ?? []).map(textSafe),
    notes: textSafe(input.notes ?? ''),
    planWanted: input.planned === true ? 0 : null,
    result: input.result === undefined ? null : jsonSafe(input.result),
  });
  await linkDataSets(tx, id, input.dataSets ?? []);
  return { id, runIds: await insertRuns(database, tx, id, input.runs) };
}

const {
  spec: _spec,
  result: _result,
  notes: _notes,
  planWanted: _planWanted,
  planDone: _planDone,
  ...summaryColumns
} = getTableColumns(experiments);

function toSummary(
  row: Pick<typeof experiments.$inferSelect, keyof typeof summaryColumns>,
): ExperimentSummary {
  const { id, project, name, specHash, archived, tags, createdAt, updatedAt } = row;
  const kind = row.kind as ExperimentKind;
  return {
    id,
    project,
    name,
    kind,
    specHash,
    runCounts: row.runCounts as RunCounts,
    halted: row.halted as ExperimentSummary['halted'],
    archived,
    tags,
    createdAt,
    updatedAt,
  };
}

async function listExperiments({ db }: Database, filter: ExperimentFilter): Promise<Page<ExperimentSummary>> {
  const limit = pageSize(filter.limit);
  const found: SQL[] = [eq(experiments.archived, filter.archived ?? false)];
  if (filter.project !== undefined) found.push(eq(experiments.project, filter.project));
  if (filter.kind !== undefined) found.push(inArray(experiments.kind, [filter.kind].flat()));
  if (filter.specHash !== undefined) found.push(eq(experiments.specHash, filter.specHash));
  if (filter.search) {
    found.push(ilike(experiments.name, containing(filter.search)));
  }
  if (filter.cursor !== undefined) {
    const { createdAt, id } = decodeCursor(filter.cursor);
    found.push(
      sql`(${experiments.createdAt}, ${experiments.id}) < (${createdAt.toISOString()}::timestamptz, ${id})`,
    );
  }
  const rows = await db
    .select(summaryColumns)
    .from(experiments)
    .where(and(...found))
    .orderBy(desc(experiments.createdAt), desc(experiments.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toSummary);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, nextCursor: encodeCursor(last) } : { items };
}

async function readParts<Name extends string>(
  { db }: Database,
  ids: readonly string[],
  parts: Readonly<Record<Name, readonly string[]>>,
): Promise<Map<string, Partial<Record<Name, unknown>>>> {
  const names = Object.keys(parts) as Name[];
  if (ids.length === 0 || names.length === 0) return new Map();
  const pairs = names.map((name) => {
    const path = parts[name].map((key) => sql`${key}::text`);
    return sql`${name}::text, result #> ARRAY[${sql.join(path, sql`, `)}]`;
  });
  const rows = await db
    .select({
      id: experiments.id,
      found: sql<Record<string, unknown>>`jsonb_build_object(${sql.join(pairs, sql`, `)})`,
    })
    .from(experiments)
    .where(inArray(experiments.id, [...ids]));
  return new Map(rows.map(({ id, found }) => [id, presentOf<Name>(found)]));
}

function presentOf<Name extends string>(
  found: Readonly<Record<string, unknown>>,
): Partial<Record<Name, unknown>> {
  const present = Object.entries(found).filter(([, part]) => part !== null);
  return Object.fromEntries(present) as Partial<Record<Name, unknown>>;
}

async function updateExperiment(tx: Tx, id: string, changes: ExperimentChanges): Promise<void> {
  const { name, notes, tags, project, archived, result } = changes;
  const changed = await tx
    .update(experiments)
    .set({
      ...(name === undefined ? {} : { name: textSafe(name) }),
      ...(notes === undefined ? {} : { notes: textSafe(notes) }),
      ...(tags === undefined ? {} : { tags: tags.map(textSafe) }),
      ...(project === undefined ? {} : { project: textSafe(project) }),
      ...(archived === undefined ? {} : { archived }),
      ...(result === undefined ? {} : { result: jsonSafe(result) }),
      updatedAt: sql`now()`,
    })
    .where(eq(experiments.id, id))
    .returning({ id: experiments.id });
  if (changed.length === 0) throw unknownExperiment(id);
  await tellExperiments(tx, [id]);
}

/** What the runs of an experiment repeat of it. */
async function updateRunsOf(tx: Tx, id: string, { project, archived }: ExperimentChanges): Promise<void> {
  if (project === undefined && archived === undefined) return;
  const moved = project === undefined ? sql`` : sql`, project = ${textSafe(project)}`;
  const put = archived === undefined ? sql`` : sql`, archived = ${archived}`;
  await editRuns(tx, sql`experiment_id = ${id}`, sql`${moved} ${put}`);
}

/** One step in the index per project, however many experiments each has. */
async function listProjects({ db }: Database): Promise<string[]> {
  const rows = await queryRows<{ project: string }>(
    db,
    sql`WITH RECURSIVE found AS (
      (SELECT project FROM convlab.experiments ORDER BY project LIMIT 1)
      UNION ALL
      SELECT (SELECT e.project FROM convlab.experiments AS e WHERE e.project > found.project ORDER BY e.project LIMIT 1)
      FROM found WHERE found.project IS NOT NULL
    ) SELECT project FROM found WHERE project IS NOT NULL`,
  );
  return rows.map(({ project }) => project);
}

async function removeExperiment(database: Database, tx: Tx, id: string): Promise<void> {
  // Runs before their experiment, as every writer locks them in this order.
  const rows = await tx
    .select({ id: runs.id, status: runs.status, jobId: runs.jobId })
    .from(runs)
    .where(eq(runs.experimentId, id))
    .for('update');
  if (rows.some(({ status }) => status === 'running')) {
    throw new ConvlabError({
      code: 'E_EXPERIMENT_STATE',
      message: `Experiment ${id} cannot be removed while one of its runs trains`,
      received: id,
      expected: 'an experiment whose runs are over, paused or waiting',
      hint: 'Stop it first.',
    });
  }
  await dequeue(
    database,
    tx,
    rows.map(({ jobId }) => jobId),
  );
  const removed = await tx
    .delete(experiments)
    .where(eq(experiments.id, id))
    .returning({ id: experiments.id });
  if (removed.length === 0) throw unknownExperiment(id);
  await tellRemoved(
    tx,
    rows.map((row) => row.id),
  );
  await tellExperiments(tx, [id]);
}

async function requireExperiment(
  tx: Tx,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<{ readonly halted: string | null }> {
  const query = tx.select({ halted: experiments.halted }).from(experiments).where(eq(experiments.id, id));
  const [row] = lock ? await query.for('update') : await query;
  if (row === undefined) throw unknownExperiment(id);
  return row;
}

async function halt(tx: Tx, id: string, halted: 'pause' | 'stop'): Promise<void> {
  // A stop outlasts a pause: what was stopped is to be asked for by name.
  await tx.execute(sql`UPDATE convlab.experiments SET halted = ${halted}
    WHERE id = ${id} AND plan_wanted IS NOT NULL AND halted IS DISTINCT FROM 'stop'`);
  await tellExperiments(tx, [id]);
}

function unknownExperiment(id: string): ConvlabError {
  return new ConvlabError({
    code: 'E_EXPERIMENT_UNKNOWN',
    message: 'There is no such experiment',
    received: id,
    expected: 'the id of a stored experiment',
  });
}
