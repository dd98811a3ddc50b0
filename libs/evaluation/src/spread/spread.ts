import { ConvlabError } from '@convlab/core';
import { meanAndDeviation, twoSidedT } from '../_internal/distributions.ts';

/**
 * What is drawn around a mean: the extremes, one sample standard deviation, one standard error, or the 95 % confidence interval of
 * the mean.
 */
export type SpreadKind = 'min-max' | 'sd' | 'se' | 'ci';

/** All of them. */
export const SPREAD_KINDS: readonly SpreadKind[] = ['min-max', 'sd', 'se', 'ci'];

/** A mean and the ends of what is drawn around it. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const LEVEL = 0.95;

/**
 * The mean m of n values with a band around it:
 *
 * - `min-max`: the lowest and the highest value
 * - `sd`: m ± s, where s² = Σ(x − m)² / (n − 1)
 * - `se`: m ± s / √n
 * - `ci`: m ± t(0.975, n − 1) s / √n, with Student's t, so that few values give a wide interval
 *
 * The first two say how far single runs lie apart, the others how well the mean is known.
 *
 * @throws {ConvlabError} E_STATISTICS_INPUT for fewer than two values
 * @see Cumming, Fidler and Vaux, "Error bars in experimental biology", Journal of Cell Biology 177, 2007.
 */
export function spreadOf(values: readonly number[], kind: SpreadKind): Spread {
  const n = values.length;
  if (n < 2)
    throw new ConvlabError({
      code: 'E_STATISTICS_INPUT',
      message: 'This spread cannot be computed.',
      received: `${n} values`,
      expected: 'two or more values',
    });
  const { mean, deviation } = meanAndDeviation(values);
  if (kind === 'min-max') return { n, mean, low: Math.min(...values), high: Math.max(...values) };
  const half = deviation * (kind === 'sd' ? 1 : (kind === 'se' ? 1 : twoSidedT(LEVEL, n - 1)) / Math.sqrt(n));
  return { n, mean, low: mean - half, high: mean + half };
}
