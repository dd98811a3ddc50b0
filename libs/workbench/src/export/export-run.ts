import type { EpochRow, Store } from '@convlab/store';

/** A table of a run in full: `epochs` has a row per finished epoch, `scalars` every value that was reported within epochs. */
export type RunTable = 'epochs' | 'scalars';

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
  else yield* scalarTable(store, id, format);
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

async function* scalarTable(store: Store, id: string, format: TableFormat): AsyncGenerator<string> {
  const names = await store.scalars.names(id);
  yield format === 'csv' ? csvLine(['name', 'step', 'value']) : '[';
  let first = true;
  for (const name of names) {
    let lines: string[] = [];
    for await (const { step, value } of store.scalars.values(id, name)) {
      lines.push(
        format === 'csv'
          ? csvLine([name, step, value])
          : `${first ? '' : ','}\n${JSON.stringify({ name, step, value })}`,
      );
      first = false;
      if (lines.length < 1_000) continue;
      yield lines.join('');
      lines = [];
    }
    yield lines.join('');
  }
  if (format === 'json') yield '\n]\n';
}

function csvLine(fields: readonly (string | number | boolean | null)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
