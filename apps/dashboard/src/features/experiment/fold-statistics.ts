import type { Point } from '../../charts/points.ts';

/** An epoch of a fold, as far as curves need it. */
export interface FoldEpoch {
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number | null>>;
}

/** Standard errors from the median at which a fold is called an outlier. */
const OUTLIER_ERRORS = 3;

/**
 * A metric over epochs: the mean of the folds with ± one sample standard deviation, where at least half of them have been.
 */
export function meanCurve(
  folds: readonly (readonly FoldEpoch[])[],
  name: string,
  map: (value: number) => number = (value) => value,
): Point[] {
  const byEpoch = new Map<number, number[]>();
  for (const epochs of folds) {
    for (const { epoch, metrics } of epochs) {
      const value = metrics[name];
      if (typeof value === 'number') byEpoch.set(epoch, [...(byEpoch.get(epoch) ?? []), map(value)]);
    }
  }
  return [...byEpoch]
    .filter(([, values]) => values.length * 2 >= folds.length)
    .sort(([a], [b]) => a - b)
    .map(([x, values]) => {
      const mean = average(values);
      const { length } = values;
      if (length < 2) return { x, y: mean };
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1));
      // Errors and losses are never below zero, whatever their spread is.
      const least = values.every((value) => value >= 0) ? 0 : -Infinity;
      return { x, y: mean, low: Math.max(least, mean - deviation), high: mean + deviation };
    });
}

/** A fold whose share of right answers is not what the others make expect. */
interface OutlierFold {
  /** From 0. */
  readonly fold: number;
  readonly value: number;
  /** Median of all folds, which a few outliers do not move. */
  readonly median: number;
}

/**
 * Folds whose accuracy differs from the median p of all by more than three binomial standard errors sqrt(p (1 - p) / n): more
 * than the choice of n examples explains. With fewer than three folds none can be told.
 *
 * @param accuracies  one for each fold; `null` where it failed
 * @param sizes       validation examples of each
 */
export function outlierFolds(
  accuracies: readonly (number | null)[],
  sizes: readonly (number | null)[],
): OutlierFold[] {
  const known = accuracies.filter((value) => value !== null).toSorted((a, b) => a - b);
  if (known.length < 3) return [];
  const median = average([known[(known.length - 1) >> 1] as number, known[known.length >> 1] as number]);
  return accuracies.flatMap((value, fold) => {
    const n = sizes[fold];
    if (value === null || n === null || n === undefined || n === 0) return [];
    // At the ends, as if one more example had been otherwise.
    const p = Math.min(Math.max(median, 1 / (n + 2)), 1 - 1 / (n + 2));
    const error = Math.sqrt((p * (1 - p)) / n);
    return Math.abs(value - median) > OUTLIER_ERRORS * error ? [{ fold, value, median }] : [];
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
