/** Texts around charts. */
export const chartTexts = {
  scale: 'Scale of the vertical axis',
  linear: 'linear',
  log: 'log',
  showTable: 'Show as table',
  showPlot: 'Show as plot',
  csv: 'Download as CSV',
  notANumber: 'not a number',
} as const;
