import { upperNormalTail } from '../_internal/distributions.ts';

/** Median of finite values; NaN of none. Does not change its argument. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/**
 * The Theil–Sen slope per step: the median of the slopes between all pairs of points. NaN for fewer than two points.
 *
 * @see Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63, 1968.
 */
export function theilSenSlope(values: readonly number[]): number {
  const slopes: number[] = [];
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) slopes.push((later - (values[i] as number)) / (j - i));
  });
  return median(slopes);
}

/* Up to here the distribution is computed exactly; beyond, its normal approximation is good to a thousandth. */
const EXACT_UP_TO = 50;

/**
 * The two-sided p-value of the Mann–Kendall test: how likely a series without trend is as ordered as this one.
 *
 * S = #(later > earlier) - #(later < earlier); exact without ties up to 50 points, otherwise normal with continuity and tie
 * correction. 1 when no two points differ.
 *
 * @see Mann, "Nonparametric tests against trend", Econometrica 13, 1945; Kendall, Rank Correlation Methods, 1975.
 */
export function mannKendallP(values: readonly number[]): number {
  const n = values.length;
  const s = kendallS(values);
  const ties = tieGroups(values);
  if (s === 0) return 1;
  if (ties.length === 0 && n <= EXACT_UP_TO) return Math.min(1, 2 * exactTail(n, Math.abs(s)));
  const lost = ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - lost) / 18;
  return 2 * upperNormalTail((Math.abs(s) - 1) / Math.sqrt(variance));
}

function kendallS(values: readonly number[]): number {
  let s = 0;
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) s += Math.sign(later - (values[i] as number));
  });
  return s;
}

/** Sizes of the groups of equal values. */
function tieGroups(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts.values()].filter((count) => count > 1);
}

/** Probability that S of a random order of n distinct values is at least s. */
function exactTail(n: number, s: number): number {
  // S = n(n-1)/2 - 2 * inversions, and inversions of m values are those of m - 1 plus 0 … m - 1, all equally likely.
  let density = [1];
  for (let m = 2; m <= n; m++) {
    const next = new Array<number>(density.length + m - 1).fill(0);
    density.forEach((probability, inversions) => {
      for (let k = 0; k < m; k++) next[inversions + k] = (next[inversions + k] as number) + probability / m;
    });
    density = next;
  }
  const most = (n * (n - 1)) / 2;
  return density.reduce((sum, p, inversions) => (most - 2 * inversions >= s ? sum + p : sum), 0);
}
