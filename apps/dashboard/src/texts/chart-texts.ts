import { formatCount } from '../format/format.ts';

/** Texts around charts. */
export const chartTexts = {
  log: 'log',
  logHint: 'Logarithmic vertical axis (l)',
  smooth: 'smooth',
  smoothHint: 'Moving average, computed from every value (s)',
  reset: 'Show all',
  resetHint: 'Show the whole axis again (double-click or 0)',
  showTable: 'Show as table',
  showPlot: 'Show as plot',
  more: 'More of this chart',
  csv: 'Download CSV',
  json: 'Download JSON',
  png: 'Download PNG',
  svg: 'Download SVG',
  markdown: 'Copy as markdown',
  copied: 'Copied',
  exportFailed: 'That did not work here',
  fullscreen: 'Full screen (f)',
  sound: 'Play as sound',
  outliers: { hide: 'Leave outliers out of the scale', show: 'Show outliers' },
  beyond: (count: number) => `${count} ${count === 1 ? 'value lies' : 'values lie'} beyond the axis.`,
  notANumber: 'not a number',
  band: (low: string, high: string, count: number) => `${low} – ${high} (n = ${count})`,
  columns: {
    low: (label: string) => `${label}, low end`,
    high: (label: string) => `${label}, high end`,
    count: (label: string) => `${label}, number of runs`,
  },
  sampled: (badge: string) => badge,
  sample: (shown: number, all: number) =>
    `${formatCount(shown)} of ${formatCount(all)} points · min–max kept`,
  rowsShown: (shown: number, all: number) =>
    `The last ${formatCount(shown)} of ${formatCount(all)} rows; the CSV has all.`,
  cursor: (title: string) => `${title} Use the arrow keys to read values.`,
  pinned: 'pinned',
  moreSeries: (count: number) => `and ${count} more`,
  waiting: 'Drawing …',
  marks: {
    best: 'best epoch',
    'early-stop': 'stopped early',
    'not-a-number': 'not a number',
    resume: 'taken up again',
    'learning-rate': 'learning rate lowered',
  },
  cell: (row: string, column: string, value: string) => `${row} → ${column}: ${value}`,
} as const;
