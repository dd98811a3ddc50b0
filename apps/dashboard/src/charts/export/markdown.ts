import { cellText, type ChartTable } from '../table.ts';

const MAX_ROWS = 20;

/** A chart as markdown: question, answer, numbers and where it can be seen. */
export function toMarkdown({
  title,
  answer,
  table,
  link,
}: {
  readonly title: string;
  readonly answer: string;
  readonly table: ChartTable;
  readonly link: string;
}): string {
  const rows = thinned(table.rows, MAX_ROWS).map((cells) =>
    line(table.columns.map((column, i) => cellText(cells[i], column))),
  );
  const rule = line(table.columns.map(({ numeric }) => (numeric === true ? '--:' : '---')));
  const header = line(table.columns.map(({ label }) => label));
  return [`### [${escape(title)}](${link})`, '', answer, '', header, rule, ...rows, ''].join('\n');
}

/* Rows evenly spaced, both ends among them. */
function thinned<Row>(rows: readonly Row[], limit: number): readonly Row[] {
  if (rows.length <= limit) return rows;
  return Array.from(
    { length: limit },
    (_, i) => rows[Math.round((i * (rows.length - 1)) / (limit - 1))] as Row,
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escape).join(' | ')} |`;
}

function escape(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
