/*
 * Distribution functions for intervals and tests.
 */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/**
 * The logarithm of the gamma function for x > 0. Relative error about 1e-15.
 *
 * @see Lanczos, "A precision approximation of the gamma function", SIAM Journal on Numerical Analysis 1, 1964 (g = 7, n = 9).
 */
export function logGamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (z + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/**
 * The regularized incomplete beta function I_x(a, b).
 *
 * @see Press et al., Numerical Recipes, section 6.4: the continued fraction by Lentz's method.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return (front * betaFraction(x, a, b)) / a;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

/** Probability that a variable of Student's t distribution with `df` degrees of freedom is at most `t`. */
export function studentTCdf(t: number, df: number): number {
  const tail = 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The value that a variable of Student's t distribution does not exceed with probability `p`, 0 < p < 1. */
export function studentTQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentTQuantile(1 - p, df);
  return bisect((t) => p - studentTCdf(t, df));
}

/* Curves ask for the same few at each of their places. */
const twoSided = new Map<string, number>();

/** How many standard errors a t interval of a mean reaches to both sides: the quantile t((1 + level) / 2, df). */
export function twoSidedT(level: number, df: number): number {
  const key = `${level} ${df}`;
  const known = twoSided.get(key);
  if (known !== undefined) return known;
  const found = studentTQuantile((1 + level) / 2, df);
  twoSided.set(key, found);
  return found;
}

/** Mean and sample standard deviation (divided by n - 1). The deviation of fewer than two values is NaN. */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1)) };
}

/**
 * The upper regularized incomplete gamma function Q(a, x).
 *
 * @see Press et al., Numerical Recipes, section 6.2: series below a + 1, continued fraction above.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * gammaSeries(a, x) : front * gammaFraction(a, x);
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= 500 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n <= 500; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

/** Probability that a standard normal variable exceeds `z`. Relative error about 1e-14, also far out. */
export function upperNormalTail(z: number): number {
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z < 0 ? 1 - tail : tail;
}

/** The value that a standard normal variable does not exceed with probability `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  // Upper tail of -z is the lower tail of z, so that small probabilities keep their digits.
  return -bisect((z) => upperNormalTail(z) - p);
}

/** The zero of a decreasing function of a number from 0 on. */
function bisect(decreasing: (x: number) => number): number {
  let low = 0;
  let high = 1;
  while (decreasing(high) > 0) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (decreasing(middle) > 0) low = middle;
    else high = middle;
  }
}
