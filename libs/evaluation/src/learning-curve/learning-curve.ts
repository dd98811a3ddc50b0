import { ConvlabError, type Rng } from '@convlab/core';
import type { Interval } from '../intervals/intervals.ts';

/** One training at one size. */
export interface LearningCurvePoint {
  /** Training examples. */
  readonly n: number;
  /** Validation error. */
  readonly error: number;
}

/** The fitted law e(n) = a + b n^-c. */
export interface PowerLaw {
  /** What no amount of data would mend. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What the learning curve says. */
export interface LearningCurve {
  readonly law: PowerLaw;
  /** Root mean squared difference of points and law. */
  readonly residual: number;
  /** Error at twice the largest size less error at the largest: what doubling the data should change. */
  readonly doubling: Interval;
  /** For people: `doubling the data should give −1.4 ± 0.6 points`. */
  readonly sentence: string;
}

/* Exponents tried: learning curves of real tasks lie between about 0.1 and 1 (Hestness et al. 2017). */
const EXPONENTS = Array.from({ length: 96 }, (_, i) => 0.05 + (i * 1.95) / 95);

/**
 * The power law fitted to a learning curve, and what doubling the data should give.
 *
 * e(n) = a + b n^-c by least squares, a >= 0, b >= 0, 0.05 <= c <= 2: for each c, a and b are linear; c is searched. The interval
 * is a percentile bootstrap over the points of each size.
 *
 * @throws {ConvlabError} E_STATISTICS_INPUT for fewer than three different sizes, or values that are not finite
 * @see Cortes, Jackel, Solla, Vapnik, Denker, "Learning curves: asymptotic values and rate of convergence", NIPS 1993.
 */
export function fitLearningCurve(
  points: readonly LearningCurvePoint[],
  rng: Rng,
  { samples = 500, level = 0.95 } = {},
): LearningCurve {
  requirePoints(points);
  const law = fitPowerLaw(points);
  const largest = Math.max(...points.map(({ n }) => n));
  const change = (fitted: PowerLaw): number => errorAt(fitted, 2 * largest) - errorAt(fitted, largest);
  const changes = Float64Array.from({ length: samples }, (_, i) =>
    change(fitPowerLaw(resample(points, rng.fold(i)))),
  ).sort();
  const at = (share: number): number => changes[Math.round(share * (samples - 1))] as number;
  const doubling = { value: change(law), low: at((1 - level) / 2), high: at((1 + level) / 2), level };
  const squares = points.reduce((sum, { n, error }) => sum + (error - errorAt(law, n)) ** 2, 0);
  return {
    law,
    residual: Math.sqrt(squares / points.length),
    doubling,
    sentence: doublingSentence(doubling),
  };
}

/** The error that a law expects at a size. */
export function errorAt({ a, b, c }: PowerLaw, n: number): number {
  return a + b * n ** -c;
}

function fitPowerLaw(points: readonly LearningCurvePoint[]): PowerLaw {
  const fits = EXPONENTS.map((c) => fitLine(points, c));
  const best = fits.reduce((least, fit) => (fit.squares < least.squares ? fit : least));
  // Between the neighbours of the best exponent the error has one minimum.
  const step = 1.95 / 95;
  let [low, high] = [Math.max(0.05, best.c - step), Math.min(2, best.c + step)];
  for (let i = 0; i < 40; i++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (fitLine(points, left).squares <= fitLine(points, right).squares) high = right;
    else low = left;
  }
  const { a, b, c } = fitLine(points, (low + high) / 2);
  return { a, b, c };
}

/** Least squares of a + b x with x = n^-c, neither negative. */
function fitLine(points: readonly LearningCurvePoint[], c: number): PowerLaw & { squares: number } {
  const xs = points.map(({ n }) => n ** -c);
  const ys = points.map(({ error }) => error);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const sxx = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const sxy = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] as number) - my), 0);
  const slope = sxy / sxx;
  const options = [
    { a: my - slope * mx, b: slope },
    // On the borders: no floor, or no decay.
    {
      a: 0,
      b: xs.reduce((sum, x, i) => sum + x * (ys[i] as number), 0) / xs.reduce((sum, x) => sum + x * x, 0),
    },
    { a: my, b: 0 },
  ].filter(({ a, b }) => a >= 0 && b >= 0);
  return options
    .map(({ a, b }) => ({
      a,
      b,
      c,
      squares: xs.reduce((sum, x, i) => sum + ((ys[i] as number) - a - b * x) ** 2, 0),
    }))
    .reduce((least, fit) => (fit.squares < least.squares ? fit : least));
}

/** Draws anew, with replacement, within each size, so that every size stays present. */
function resample(points: readonly LearningCurvePoint[], rng: Rng): LearningCurvePoint[] {
  const sizes = [...new Set(points.map(({ n }) => n))];
  return sizes.flatMap((size) => {
    const group = points.filter(({ n }) => n === size);
    return [...rng.fold(size).integers(group.length, group.length)].map(
      (i) => group[i] as LearningCurvePoint,
    );
  });
}

function doublingSentence({ value, low, high }: Interval): string {
  const points = `${value < 0 ? '−' : value > 0 ? '+' : ''}${(100 * Math.abs(value)).toFixed(1)}`;
  return `doubling the data should give ${points} ± ${(50 * (high - low)).toFixed(1)} points`;
}

function requirePoints(points: readonly LearningCurvePoint[]): void {
  const finite = points.every(
    ({ n, error }) => n > 0 && Number.isFinite(n) && Number.isFinite(error) && error >= 0,
  );
  if (finite && new Set(points.map(({ n }) => n)).size >= 3) return;
  throw new ConvlabError({
    code: 'E_STATISTICS_INPUT',
    message: 'A power law cannot be fitted to this learning curve.',
    received: points,
    expected: 'finite errors at three or more different sizes',
  });
}
