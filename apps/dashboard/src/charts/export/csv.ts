import type { Cell, ChartTable } from '../table.ts';

/** The numbers of a chart at full precision as CSV (RFC 4180); what is missing is empty. */
export function toCsv({ columns, rows }: ChartTable): string {
  const lines = [columns.map(({ label }) => quote(label)), ...rows.map((cells) => cells.map(cellOf))];
  return lines.map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

function cellOf(cell: Cell): string {
  return cell === null || cell === undefined ? '' : typeof cell === 'number' ? String(cell) : quote(cell);
}

/* A text that begins like a formula must not become one in a spreadsheet. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
