import { formatCount, formatDuration } from '../format/format.ts';

/** Names of curves and of what they stand over. */
export const seriesTexts = {
  splits: {
    validation: 'validation',
    trainEval: 'training, clean',
    train: 'training, as trained',
  },
  x: {
    epoch: { name: 'Epoch', short: 'epoch', format: (x: number) => String(Number(x.toFixed(2))) },
    update: { name: 'Update', short: 'update', format: (x: number) => formatCount(x) },
    examples: { name: 'Examples seen', short: 'examples', format: compact },
    seconds: { name: 'Time trained', short: 'time', format: (x: number) => formatDuration(x * 1000) },
    work: { name: 'Multiply–adds spent', short: 'compute', format: compact },
  },
  xLabel: 'Horizontal axis',
  xMetric: 'Over a metric',
  band: {
    label: 'Band around means',
    choice: (name: string) => `Band: ${name}`,
    names: { 'min-max': 'min–max', sd: '± SD', se: '± SE', ci: '95 % CI' },
    /** What lines, bands and faint lines are, for captions. */
    caption: {
      'min-max': 'bands span all of them',
      sd: 'bands are ± one standard deviation',
      se: 'bands are ± one standard error',
      ci: 'bands are 95 % confidence intervals of the mean (Student’s t)',
    },
  },
  xLog: 'log x',
} as const;

function compact(x: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(x);
}
