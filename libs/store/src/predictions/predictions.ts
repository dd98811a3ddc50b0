import type { ClassArray, EpochPredictions, PredictedExamples } from '@convlab/training';
import { sql, type SQL } from 'drizzle-orm';
import { chunkBytes, chunkValue } from '../_internal/chunks.ts';
import { queryRows } from '../_internal/rows.ts';
import type { Database, Tx } from '../database/database.ts';
import { epochPredictions, predictedExamples } from '../schema/schema.ts';

/** What a run said of its validation examples over its epochs. */
export interface PredictionHistory extends PredictedExamples {
  /** The epochs that are kept, rising. */
  readonly epochs: readonly number[];
  /** The predicted class of each example at each of these epochs. */
  readonly classes: readonly ClassArray[];
}

/** What runs said of their validation examples while they trained. */
export interface Predictions {
  /** All of a run, at up to 40 epochs, its best and its last one; `undefined` where nothing is kept. */
  history(runId: string): Promise<PredictionHistory | undefined>;
  /** Probability of the predicted class in 255ths, in the order of the examples; `undefined` where the epoch is not kept. */
  confidences(runId: string, epoch: number): Promise<Uint8Array | undefined>;
}

/** The predictions of a database. */
export function createPredictions({ db }: Database): Predictions {
  return {
    history: (runId) =>
      db.transaction((tx) => readHistory(tx, runId), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),
    confidences: async (runId, epoch) => {
      const [row] = await queryRows<{ confidences: string }>(
        db,
        sql`SELECT ${encoded(sql`confidences`)} AS confidences FROM ${epochPredictions}
          WHERE run_id = ${runId} AND epoch = ${epoch}`,
      );
      return row === undefined ? undefined : bytesOf(row.confidences);
    },
  };
}

/** Keeps the predictions of an epoch, in the caller's transaction. A best epoch takes the place of one that does not stay. */
export async function writePredictions(
  database: Pick<Database, 'rewrote'>,
  tx: Tx,
  runId: string,
  { epoch, stays, classes, confidences, examples }: EpochPredictions,
  best: boolean,
): Promise<void> {
  if (best) {
    await tx.execute(sql`DELETE FROM ${epochPredictions} WHERE run_id = ${runId} AND NOT stays`);
    database.rewrote(classes.byteLength + confidences.byteLength);
  }
  await tx.execute(sql`INSERT INTO ${epochPredictions} (run_id, epoch, stays, classes, confidences)
    VALUES (${runId}, ${epoch}, ${stays}, ${chunkValue(littleEndian(classes))}, ${chunkValue(confidences)})`);
  if (examples === undefined) return;
  // Told again after an interruption, the same.
  await tx.execute(sql`INSERT INTO ${predictedExamples} (run_id, indices, truths)
    VALUES (${runId}, ${chunkValue(littleEndian(examples.indices))}, ${chunkValue(littleEndian(examples.truths))})
    ON CONFLICT (run_id) DO NOTHING`);
}

/** Forgets what was said after an epoch, in the caller's transaction: it will be said again. */
export async function forgetPredictions(tx: Tx, runId: string, epoch: number): Promise<void> {
  await tx.execute(sql`DELETE FROM ${epochPredictions} WHERE run_id = ${runId} AND epoch > ${epoch}`);
}

async function readHistory(tx: Tx, runId: string): Promise<PredictionHistory | undefined> {
  const [examples] = await queryRows<{ indices: string; truths: string }>(
    tx,
    sql`SELECT ${encoded(sql`indices`)} AS indices, ${encoded(sql`truths`)} AS truths FROM ${predictedExamples}
      WHERE run_id = ${runId}`,
  );
  if (examples === undefined) return undefined;
  const kept = await queryRows<{ epoch: number; stays: boolean }>(
    tx,
    sql`SELECT epoch, stays FROM ${epochPredictions} WHERE run_id = ${runId} ORDER BY epoch`,
  );
  const epochs = [...spread(kept.filter(({ stays }) => stays)), ...kept.filter(({ stays }) => !stays)]
    .map(({ epoch }) => epoch)
    .sort((a, b) => a - b);
  const indices = new Int32Array(bytesOf(examples.indices).buffer);
  const width = bytesOf(examples.truths).byteLength / Math.max(1, indices.length);
  const classesOf = (text: string): ClassArray => {
    const bytes = bytesOf(text);
    return width === 2 ? new Uint16Array(bytes.buffer) : bytes;
  };
  const rows = await queryRows<{ classes: string }>(
    tx,
    sql`SELECT ${encoded(sql`classes`)} AS classes FROM ${epochPredictions}
      WHERE run_id = ${runId} AND epoch IN (SELECT jsonb_array_elements_text(${JSON.stringify(epochs)}::jsonb)::int)
      ORDER BY epoch`,
  );
  return {
    indices,
    truths: classesOf(examples.truths),
    epochs,
    classes: rows.map(({ classes }) => classesOf(classes)),
  };
}

/* A training that went on for more epochs than were planned may have twice as many. */
const MAX_EPOCHS = 40;

/** At most 40 of some values, evenly spread, both ends among them. */
function spread<Value>(values: readonly Value[]): readonly Value[] {
  if (values.length <= MAX_EPOCHS) return values;
  const step = (values.length - 1) / (MAX_EPOCHS - 1);
  return Array.from({ length: MAX_EPOCHS }, (_, i) => values[Math.round(i * step)] as Value);
}

function encoded(column: SQL): SQL {
  return sql`encode(${column}, 'base64')`;
}

/** Bytes of their own: views of wider numbers must begin where the buffer does. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(chunkBytes(text));
}

/* Every machine that Node runs on today stores the low byte first. */
function littleEndian({ buffer, byteOffset, byteLength }: ClassArray | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
