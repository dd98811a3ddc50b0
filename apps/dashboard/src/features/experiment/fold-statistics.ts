import { standardError } from '@convlab/evaluation/standard-error';
/** Standard errors from the median at which a fold is called an outlier. */
const OUTLIER_ERRORS = 3;

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
    const error = standardError(p, n, 'classification');
    return Math.abs(value - median) > OUTLIER_ERRORS * error ? [{ fold, value, median }] : [];
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
