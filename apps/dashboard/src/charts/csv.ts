import type { ChartRow, Series } from './series.ts';

/** The numbers of a chart at full precision as CSV (RFC 4180); what is missing is empty. */
export function toCsv(xLabel: string, rows: readonly ChartRow[], series: readonly Series[]): string {
  const header = [xLabel, ...series.map(({ label }) => label)].map(quote);
  const lines = rows.map((row) => [row.x, ...series.map(({ key }) => row[key] ?? '')]);
  return [header, ...lines].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
