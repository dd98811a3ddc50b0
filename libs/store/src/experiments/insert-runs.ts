import { ConvlabError } from '@convlab/core';
import { sql } from 'drizzle-orm';
import { enqueue } from '../_internal/enqueue.ts';
import { newId } from '../_internal/ids.ts';
import { toJson } from '../_internal/json.ts';
import { RUN_CHANNEL } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { copyArtifact } from '../artifacts/artifacts.ts';
import type { Database, Tx } from '../database/database.ts';
import type { RunInput } from '../model/model.ts';

/** Stores runs after those that there are, and queues them. The caller's transaction is the only one that adds any. */
export async function insertRuns(
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
    place: input.place ?? null,
    planned_epochs: input.plannedEpochs ?? null,
    priority: input.priority ?? 0,
    tags: input.tags ?? [],
    forked_from: input.forkOf?.runId ?? null,
    colour: colours[index] ?? 0,
  }));
  // One statement for all of them: a search of a thousand trials is one round trip, and its trigger fires once.
  await tx.execute(sql`INSERT INTO convlab.runs (experiment_id, project, status, last_seq, id, ordinal, name, trial, fold, member, seed, spec, place,
      planned_epochs, priority, tags, forked_from, colour)
    SELECT ${experimentId}, (SELECT project FROM convlab.experiments WHERE id = ${experimentId}), 'queued', 1, r.id, r.ordinal, r.name, r.trial, r.fold, r.member, r.seed, r.spec, r.place, r.planned_epochs,
      r.priority, r.tags, r.forked_from, r.colour
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS r(id text, ordinal int, name text, trial int, fold int, member int,
      seed bigint, spec jsonb, place jsonb, planned_epochs int, priority int, tags text[], forked_from text, colour smallint)`);
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
