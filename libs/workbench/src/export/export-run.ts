import type { EpochRow, PredictionHistory, Store } from '@convlab/store';

/** The tables of a run. */
export const RUN_TABLES = ['epochs', 'scalars', 'predictions'] as const;

/**
 * A table of a run in full: `epochs` has a row per finished epoch, `scalars` every value that was reported within epochs,
 * `predictions` what was said of each validation example at the epochs where it was kept, confidences to 255ths.
 */
export type RunTable = (typeof RUN_TABLES)[number];

type Row = readonly (string | number | boolean | null)[];

/** How a table is written. */
export type TableFormat = 'csv' | 'json';

/**
 * A table of a run at full resolution as text, piece by piece: whatever its length, only some thousand rows are in memory.
 *
 * CSV is that of RFC 4180, numbers in the shortest form that reads back as the same double; what is not a number is an empty field,
 * in JSON `null`.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN
 */
export async function* exportRun(
  store: Store,
  id: string,
  table: RunTable,
  format: TableFormat,
): AsyncGenerator<string, void, undefined> {
  await store.runs.require(id);
  if (table === 'epochs') yield* epochTable(await store.runs.epochs(id), format);
  else if (table === 'scalars') yield* longTable(['name', 'step', 'value'], scalarRows(store, id), format);
  else yield* longTable(PREDICTION_COLUMNS, predictionRows(store, id), format);
}

function* epochTable(rows: readonly EpochRow[], format: TableFormat): Generator<string> {
  if (format === 'json') {
    yield `${JSON.stringify(rows, null, 2)}\n`;
    return;
  }
  // A metric may be missing in some epochs, so every row is asked.
  const names = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  yield csvLine(['epoch', 'step', 'learningRate', 'durationMs', 'best', 'finishedAt', ...names]);
  for (const { epoch, step, learningRate, durationMs, best, finishedAt, metrics } of rows) {
    const facts = [epoch, step, learningRate, durationMs, best, finishedAt.toISOString()];
    yield csvLine([...facts, ...names.map((name) => metrics[name] ?? null)]);
  }
}

async function* scalarRows(store: Store, id: string): AsyncGenerator<Row> {
  for (const name of await store.scalars.names(id))
    for await (const { step, value } of store.scalars.values(id, name)) yield [name, step, value];
}

async function* predictionRows(store: Store, id: string): AsyncGenerator<Row> {
  const { epochs, indices, truths, classes } = (await store.predictions.history(id)) ?? NO_PREDICTIONS;
  for (const [i, epoch] of epochs.entries()) {
    const confidences = await store.predictions.confidences(id, epoch);
    const predicted = classes[i];
    // A best epoch may have given way to the next one meanwhile.
    if (confidences === undefined || predicted === undefined) continue;
    for (const [k, index] of indices.entries()) {
      const confidence = Number(((confidences[k] as number) / 255).toFixed(3));
      yield [epoch, index, truths[k] as number, predicted[k] as number, confidence];
    }
  }
}

const PREDICTION_COLUMNS = ['epoch', 'index', 'truth', 'predicted', 'confidence'];

const NO_PREDICTIONS: PredictionHistory = {
  epochs: [],
  indices: new Int32Array(),
  truths: new Uint8Array(),
  classes: [],
};

/** A table of any length, some thousand rows at a time. */
async function* longTable(
  names: readonly string[],
  rows: AsyncIterable<Row>,
  format: TableFormat,
): AsyncGenerator<string> {
  yield format === 'csv' ? csvLine(names) : '[';
  let first = true;
  let lines: string[] = [];
  for await (const row of rows) {
    lines.push(format === 'csv' ? csvLine(row) : `${first ? '' : ','}\n${jsonLine(names, row)}`);
    first = false;
    if (lines.length < 1_000) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
  if (format === 'json') yield '\n]\n';
}

function jsonLine(names: readonly string[], row: Row): string {
  return JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

function csvLine(fields: Row): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
