import type { Cell, ChartTable } from '../table.ts';

/** A run behind a chart, and exactly what it was. */
export interface RunIdentity {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of its complete specification as canonical JSON. */
  readonly configHash: string;
}

/** What a JSON file says of a chart. */
export interface ChartFile {
  readonly title: string;
  readonly answer: string;
  readonly link: string;
  readonly runs: readonly RunIdentity[];
  readonly table: ChartTable;
}

/**
 * A chart as JSON: question, answer, where it can be seen, the runs behind it with the hashes of their settings, and every number at
 * full precision, a list for each row as `columns` names them. What is missing or not a number is `null`.
 */
export function toJson({ table, ...chart }: ChartFile): string {
  const columns = table.columns.map(({ label }) => label);
  const rows = table.rows.map((cells) => columns.map((_, i) => cellOf(cells[i])));
  const head = JSON.stringify({ ...chart, columns }, null, 2).slice(0, -2);
  // A row on each line: thousands of them stay readable, and differences between two files as well.
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return `${head},\n  "rows": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`;
}

function cellOf(cell: Cell): Cell {
  return cell ?? null;
}
