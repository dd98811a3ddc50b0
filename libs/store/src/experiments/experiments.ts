import { ConvlabError } from '@convlab/core';
import { and, desc, eq, getTableColumns, ilike, sql, type SQL } from 'drizzle-orm';
import { decodeCursor, encodeCursor, pageSize } from '../_internal/cursor.ts';
import { dequeue, enqueue } from '../_internal/enqueue.ts';
import { newId } from '../_internal/ids.ts';
import { jsonSafe, textSafe, toJson } from '../_internal/json.ts';
import { RUN_CHANNEL } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { containing } from '../_internal/text.ts';
import { transact } from '../_internal/transact.ts';
import { copyArtifact } from '../artifacts/artifacts.ts';
import type { Database, Tx } from '../database/database.ts';
import type {
  Experiment,
  ExperimentInput,
  ExperimentKind,
  ExperimentSummary,
  Page,
  RunCounts,
  RunInput,
} from '../model/model.ts';
import { pauseWaiting, requestRunning, resumePaused, stopWaiting } from '../runs/runs.ts';
import { experiments, runs } from '../schema/schema.ts';

/** Which experiments a list shows. */
export interface ExperimentFilter {
  readonly project?: string;
  readonly kind?: ExperimentKind;
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
  get(id: string): Promise<Experiment | undefined>;
  /** @throws {ConvlabError} E_EXPERIMENT_UNKNOWN. */
  require(id: string): Promise<Experiment>;
  /** The projects in use, in alphabetical order. */
  projects(): Promise<string[]>;
  /** Newest first; what it costs does not depend on the number of runs. */
  list(filter?: ExperimentFilter): Promise<Page<ExperimentSummary>>;
  update(id: string, changes: ExperimentChanges): Promise<void>;
  /** Ends all its runs: those that wait at once, those that train within 2 s. Returns how many. */
  stop(id: string): Promise<number>;
  /** Pauses all its runs that wait or train. Returns how many. */
  pause(id: string): Promise<number>;
  /** Queues all its paused runs. Returns how many. */
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
        await requireExperiment(tx, id);
        return insertRuns(database, tx, id, inputs);
      }),
    get,
    require: async (id) => {
      const experiment = await get(id);
      if (experiment === undefined) throw unknownExperiment(id);
      return experiment;
    },
    projects: () => listProjects(database),
    list: (filter = {}) => listExperiments(database, filter),
    update: (id, changes) =>
      transact(db, async (tx) => {
        // Runs before their experiment, as every writer locks them in this order.
        await updateRunsOf(tx, id, changes);
        await updateExperiment(tx, id, changes);
      }),
    stop: (id) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id);
        return (await stopWaiting(database, tx, of(id))) + (await requestRunning(tx, of(id), 'stop'));
      }),
    pause: (id) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id);
        const where = sql`${of(id)} AND request IS DISTINCT FROM 'stop'`;
        return (await pauseWaiting(database, tx, of(id))) + (await requestRunning(tx, where, 'pause'));
      }),
    resume: (id) =>
      transact(db, async (tx) => {
        await requireExperiment(tx, id);
        return resumePaused(database, tx, of(id));
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
  });
  return { id, runIds: await insertRuns(database, tx, id, input.runs) };
}

async function insertRuns(
  database: Database,
  tx: Tx,
  experimentId: string,
  inputs: readonly RunInput[],
): Promise<string[]> {
  if (inputs.length === 0) return [];
  const [row] = await queryRows<{ next: number }>(
    tx,
    sql`SELECT coalesce(max(ordinal) + 1, 0)::int AS next FROM convlab.runs WHERE experiment_id = ${experimentId}`,
  );
  const colours = await freeColours(tx, inputs.length);
  const rows = inputs.map((input, index) => ({
    id: newId(),
    ordinal: (row?.next ?? 0) + index,
    name: input.name,
    trial: input.trial ?? null,
    fold: input.fold ?? null,
    member: input.member ?? null,
    seed: input.seed ?? null,
    spec: input.spec,
    planned_epochs: input.plannedEpochs ?? null,
    priority: input.priority ?? 0,
    tags: input.tags ?? [],
    forked_from: input.forkOf?.runId ?? null,
    colour: colours[index] ?? 0,
  }));
  // One statement for all of them: a search of a thousand trials is one round trip, and its trigger fires once.
  await tx.execute(sql`INSERT INTO convlab.runs (experiment_id, project, status, last_seq, id, ordinal, name, trial, fold, member, seed, spec,
      planned_epochs, priority, tags, forked_from, colour)
    SELECT ${experimentId}, (SELECT project FROM convlab.experiments WHERE id = ${experimentId}), 'queued', 1, r.id, r.ordinal, r.name, r.trial, r.fold, r.member, r.seed, r.spec, r.planned_epochs,
      r.priority, r.tags, r.forked_from, r.colour
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS r(id text, ordinal int, name text, trial int, fold int, member int,
      seed bigint, spec jsonb, planned_epochs int, priority int, tags text[], forked_from text, colour smallint)`);
  const ids = rows.map(({ id }) => id);
  const body = JSON.stringify({ type: 'status', status: 'queued' });
  await tx.execute(sql`WITH logged AS (
      INSERT INTO convlab.events (run_id, seq, type, attempt, body)
      SELECT id, 1, 'status', 0, ${body}::jsonb FROM jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) AS i(id)
      RETURNING run_id
    ) SELECT pg_notify(${RUN_CHANNEL}, run_id) FROM logged`);
  for (const [index, { forkOf }] of inputs.entries()) {
    if (forkOf !== undefined) await fork(tx, forkOf, rows[index]?.id ?? '');
  }
  await enqueue(database, tx, rows);
  return ids;
}

async function fork(tx: Tx, from: NonNullable<RunInput['forkOf']>, runId: string): Promise<void> {
  if (await copyArtifact(tx, from, { runId, kind: 'initial' })) return;
  throw new ConvlabError({
    code: 'E_RUN_FORK',
    message: `Run ${from.runId} keeps no ${from.kind} weights to start from`,
    received: `${from.runId}, ${from.kind}`,
    expected: 'a run with at least one finished epoch',
  });
}

/** Hues in the colour-blind-safe list. */
const NUM_COLOURS = 10;

/** The hues that the runs most likely to be seen together use least, in turn. */
async function freeColours(tx: Tx, number: number): Promise<number[]> {
  const rows = await queryRows<{ colour: number; used: number }>(
    tx,
    sql`SELECT colour, count(*)::int AS used FROM (
      SELECT colour FROM convlab.runs WHERE NOT archived ORDER BY created_at DESC, id DESC LIMIT 50
    ) AS visible GROUP BY colour`,
  );
  const used = new Array<number>(NUM_COLOURS).fill(0);
  for (const row of rows) used[row.colour % NUM_COLOURS] = row.used;
  return Array.from({ length: number }, () => {
    const colour = used.indexOf(Math.min(...used));
    used[colour] = (used[colour] ?? 0) + 1;
    return colour;
  });
}

const { spec: _spec, result: _result, notes: _notes, ...summaryColumns } = getTableColumns(experiments);

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
  if (filter.kind !== undefined) found.push(eq(experiments.kind, filter.kind));
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
}

/** What the runs of an experiment repeat of it. */
async function updateRunsOf(tx: Tx, id: string, { project, archived }: ExperimentChanges): Promise<void> {
  if (project === undefined && archived === undefined) return;
  const moved = project === undefined ? sql`` : sql`, project = ${textSafe(project)}`;
  const put = archived === undefined ? sql`` : sql`, archived = ${archived}`;
  await tx.execute(sql`WITH changed AS (
      UPDATE convlab.runs SET updated_at = now() ${moved} ${put} WHERE experiment_id = ${id} RETURNING id
    ) SELECT count(pg_notify(${RUN_CHANNEL}, id)) FROM changed`);
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
    .select({ status: runs.status, jobId: runs.jobId })
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
}

async function requireExperiment(tx: Tx, id: string): Promise<void> {
  const rows = await tx.select({ id: experiments.id }).from(experiments).where(eq(experiments.id, id));
  if (rows.length === 0) throw unknownExperiment(id);
}

function unknownExperiment(id: string): ConvlabError {
  return new ConvlabError({
    code: 'E_EXPERIMENT_UNKNOWN',
    message: 'There is no such experiment',
    received: id,
    expected: 'the id of a stored experiment',
  });
}
