import { ConvlabError, type Rng } from '@convlab/core';
import { meanAndDeviation, normalQuantile, studentTQuantile, twoSidedT } from '../_internal/distributions.ts';

/** A value and the interval it is believed to lie in. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Share of such intervals that hold the true value. */
  readonly level: number;
}

/**
 * Wilson's score interval of a share, such as an accuracy.
 *
 * (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Stays within [0, 1] and has a width also at 0 and 1, unlike p ± z sqrt(p(1-p)/n).
 *
 * @param successes  from 0 to n
 * @throws {ConvlabError} E_STATISTICS_INPUT
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  require(n >= 1 && successes >= 0 && successes <= n, 'A share of some trials', `${successes} of ${n}`);
  requireLevel(level);
  const z = normalQuantile((1 + level) / 2);
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At the ends the formula gives 0 and 1 but for rounding.
  const low = successes === 0 ? 0 : centre - half;
  const high = successes === n ? 1 : centre + half;
  return { value: p, low, high, level };
}

/**
 * The t interval of a mean over independent runs.
 *
 * mean ± t(n - 1) s / sqrt(n)
 *
 * Folds of one data set share examples, so that for them it is somewhat too narrow; see {@link pairedFoldTest}.
 *
 * @throws {ConvlabError} E_STATISTICS_INPUT for fewer than two values
 */
export function meanInterval(values: readonly number[], level = 0.95): Interval {
  require(values.length >= 2, 'A mean with an interval', `${values.length} values`);
  requireLevel(level);
  const { mean, deviation } = meanAndDeviation(values);
  const half = (twoSidedT(level, values.length - 1) * deviation) / Math.sqrt(values.length);
  return { value: mean, low: mean - half, high: mean + half, level };
}

/**
 * The t interval of the difference of two means, first minus second, of independent runs whose variances may differ.
 *
 * m₁ − m₂ ± t(ν) √(s₁²/n₁ + s₂²/n₂), with ν = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1))
 *
 * @throws {ConvlabError} E_STATISTICS_INPUT for fewer than two values on either side
 * @see Welch, "The generalization of ‘Student’s’ problem when several different population variances are involved", Biometrika 34,
 * 1947.
 */
export function differenceInterval(
  first: readonly number[],
  second: readonly number[],
  level = 0.95,
): Interval {
  const least = Math.min(first.length, second.length);
  require(least >= 2, 'Two means, each of two values or more', `${first.length} and ${second.length} values`);
  requireLevel(level);
  const [a, b] = [meanAndDeviation(first), meanAndDeviation(second)];
  const [va, vb] = [a.deviation ** 2 / first.length, b.deviation ** 2 / second.length];
  const value = a.mean - b.mean;
  // Without any spread there is no doubt.
  if (va + vb === 0) return { value, low: value, high: value, level };
  const df = (va + vb) ** 2 / (va ** 2 / (first.length - 1) + vb ** 2 / (second.length - 1));
  const half = studentTQuantile((1 + level) / 2, df) * Math.sqrt(va + vb);
  return { value, low: value - half, high: value + half, level };
}

/** How a bootstrap is done. */
export interface BootstrapOptions {
  readonly rng: Rng;
  readonly level?: number;
  /** Samples drawn; 2,000 when left out. */
  readonly samples?: number;
}

/**
 * The percentile bootstrap interval of any statistic of n examples.
 *
 * Use it for what has no formula: an F1, the difference of two accuracies on the same examples.
 *
 * @param n          number of examples
 * @param statistic  of the examples at these indices; called once per sample
 * @throws {ConvlabError} E_STATISTICS_INPUT
 * @see Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979.
 */
export function bootstrapInterval(
  n: number,
  statistic: (indices: Int32Array) => number,
  { rng, level = 0.95, samples = 2000 }: BootstrapOptions,
): Interval {
  require(n >= 1 && samples >= 100, 'A bootstrap', `${n} examples and ${samples} samples`);
  requireLevel(level);
  const values = Float64Array.from({ length: samples }, (_, i) => statistic(rng.fold(i).integers(n, n)));
  values.sort();
  return {
    value: statistic(Int32Array.from({ length: n }, (_, i) => i)),
    low: sortedQuantile(values, (1 - level) / 2),
    high: sortedQuantile(values, (1 + level) / 2),
    level,
  };
}

/** Linear interpolation between order statistics, NumPy's default. */
function sortedQuantile(sorted: Float64Array, p: number): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

function requireLevel(level: number): void {
  require(level > 0 && level < 1, 'A confidence level strictly between 0 and 1', level);
}

function require(holds: boolean, expected: string, received: unknown): void {
  if (holds) return;
  throw new ConvlabError({
    code: 'E_STATISTICS_INPUT',
    message: 'This interval cannot be computed.',
    received,
    expected,
  });
}
