import type { ChartRow } from '../../charts/series.ts';

/** Rows of metrics by epoch. */
export interface MetricEpoch {
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly learningRate: number;
}

/** Numbers of examples behind the errors; `null` when they are not known yet. */
export interface ExampleCounts {
  readonly trainEval: number;
  readonly validation: number;
}

/** The three measurements of a run, as keys of chart rows. */
export const SPLITS = ['train', 'trainEval', 'validation'] as const;

/** One metric for every split: `split/metric` of each epoch; what a run did not measure is absent. */
export function metricRows(
  epochs: readonly MetricEpoch[],
  metric: string,
  map: (value: number) => number = (v) => v,
): ChartRow[] {
  return epochs.map(({ epoch, metrics }) => ({
    x: epoch,
    ...Object.fromEntries(
      SPLITS.flatMap((split) => {
        const value = metrics[`${split}/${metric}`];
        return value === undefined ? [] : [[split, value === null ? null : map(value)]];
      }),
    ),
  }));
}

/**
 * The gap, validation error − clean training error, of each epoch, and what noise alone explains.
 *
 * noise = 2 · sqrt(e_t (1 − e_t) / n_t + e_v (1 − e_v) / n_v)
 */
export function gapRows(epochs: readonly MetricEpoch[], counts: ExampleCounts | null): ChartRow[] {
  return epochs.flatMap(({ epoch, metrics }): ChartRow[] => {
    const train = metrics['trainEval/accuracy'];
    const validation = metrics['validation/accuracy'];
    if (train === undefined || validation === undefined) return [];
    if (train === null || validation === null) return [{ x: epoch, gap: null }];
    const noise =
      counts === null
        ? {}
        : {
            noise:
              2 *
              Math.sqrt(
                (train * (1 - train)) / counts.trainEval +
                  (validation * (1 - validation)) / counts.validation,
              ),
          };
    return [{ x: epoch, gap: train - validation, ...noise }];
  });
}

/** The learning rate at the end of each epoch. */
export function learningRateRows(epochs: readonly MetricEpoch[]): ChartRow[] {
  return epochs.map(({ epoch, learningRate }) => ({ x: epoch, learningRate }));
}

/** The metric that stands beside the loss: accuracy where there is one, else the first that was measured on validation. */
export function secondMetric(epochs: readonly MetricEpoch[]): string | undefined {
  const names = Object.keys(epochs[0]?.metrics ?? {})
    .filter((name) => name.startsWith('validation/'))
    .map((name) => name.slice('validation/'.length));
  return names.includes('accuracy') ? 'accuracy' : names.find((name) => name !== 'loss');
}
