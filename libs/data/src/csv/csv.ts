import type { DataSetInfo, ExampleSource } from '@convlab/core';
import Papa from 'papaparse';
import { formatError } from '../_internal/format-error.ts';
import { memorySource } from '../memory-source/memory-source.ts';

/** How a table is read. */
export interface CsvOptions {
  /** Name of the target's column, or its number from 0; the last column when left out. */
  readonly target?: string | number;
  /** Classes may be texts or numbers; values must be numbers. */
  readonly task: 'classification' | 'regression';
  /** Found out when left out. */
  readonly delimiter?: string;
  readonly licence?: string;
  readonly source?: string;
}

/**
 * A source of examples from a CSV table: one example a row, one feature a column, one column for the target.
 *
 * The first row holds names unless all its cells but the target's are numbers. Classes are sorted: numbers by size, texts by their
 * characters.
 *
 * @throws {ConvlabError} E_DATA_FORMAT naming line and column of a cell that is empty or no number, a row of another length, a
 *   target that does not exist
 */
export function readCsv(text: string, options: CsvOptions): ExampleSource {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: options.delimiter ?? '',
    skipEmptyLines: 'greedy',
  });
  const [first, ...rest] = data;
  if (first === undefined) throw formatError('The table is empty.', 0, 'at least one row');
  if (first.length < 2)
    throw formatError('The table has no features beside the target.', first, 'at least two columns');
  const named =
    targetByName(first, options.target) ||
    first.some((cell, i) => i !== targetColumn(first, options.target) && !isNumber(cell));
  const names = named ? first : first.map((_, i) => `column ${i + 1}`);
  const rows = named ? rest : data;
  if (rows.length === 0) throw formatError('The table has a head but no rows.', 0, 'at least one row');
  const target = targetColumn(names, options.target);
  const firstLine = named ? 2 : 1;
  const inputs = rows.flatMap((row, i) => {
    if (row.length !== names.length) {
      throw formatError(
        `Row ${i + firstLine} has another number of cells than the first.`,
        row.length,
        `${names.length} cells`,
      );
    }
    return row.flatMap((cell, k) => (k === target ? [] : [readNumber(cell, i + firstLine, names[k] ?? '')]));
  });
  const targets = rows.map((row, i) => ({ cell: (row[target] ?? '').trim(), line: i + firstLine }));
  return options.task === 'classification'
    ? classSource(inputs, names, target, targets, options)
    : valueSource(inputs, names, target, targets, options);
}

interface TargetCell {
  readonly cell: string;
  readonly line: number;
}

function classSource(
  inputs: number[],
  names: readonly string[],
  target: number,
  cells: readonly TargetCell[],
  options: CsvOptions,
): ExampleSource {
  const empty = cells.find(({ cell }) => cell === '');
  if (empty !== undefined) throw cellError('', empty.line, names[target] ?? '', 'the name of a class');
  const classes = [...new Set(cells.map(({ cell }) => cell))].sort(compareClasses(cells));
  if (classes.length < 2)
    throw formatError('The target has one class only.', classes, 'at least two classes');
  const info = infoOf(names, cells.length, classes, 'classification', options);
  const labels = Int32Array.from(cells, ({ cell }) => classes.indexOf(cell));
  return memorySource(info, { inputs: Float32Array.from(inputs), targets: labels });
}

function compareClasses(cells: readonly TargetCell[]): (a: string, b: string) => number {
  const numeric = cells.every(({ cell }) => isNumber(cell));
  return (a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1);
}

function valueSource(
  inputs: number[],
  names: readonly string[],
  target: number,
  cells: readonly TargetCell[],
  options: CsvOptions,
): ExampleSource {
  const name = names[target] ?? '';
  const values = Float32Array.from(cells, ({ cell, line }) => readNumber(cell, line, name));
  const info = infoOf(names, cells.length, [name], 'regression', options);
  return memorySource(info, { inputs: Float32Array.from(inputs), targets: values });
}

function infoOf(
  names: readonly string[],
  numExamples: number,
  outputNames: readonly string[],
  task: 'classification' | 'regression',
  { licence = 'unknown', source = 'a CSV table' }: CsvOptions,
): DataSetInfo {
  const numFeatures = names.length - 1;
  return {
    task,
    inputShape: [numFeatures],
    numOutputs: outputNames.length,
    outputNames,
    numExamples,
    licence,
    source,
  };
}

function targetByName(first: readonly string[], target: string | number | undefined): boolean {
  return typeof target === 'string' && first.includes(target);
}

function targetColumn(names: readonly string[], target: string | number | undefined): number {
  if (target === undefined) return names.length - 1;
  const column = typeof target === 'number' ? target : names.indexOf(target);
  if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
  throw formatError('The table has no such target column.', target, names.join(', '));
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

function readNumber(cell: string, line: number, column: string): number {
  if (isNumber(cell)) return Number(cell);
  throw cellError(cell, line, column, 'a number');
}

function cellError(cell: string, line: number, column: string, expected: string): Error {
  return formatError(`Row ${line}, column "${column}" cannot be used.`, cell, expected);
}
