import { createRng, type Rng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/* In float32, cancellation grows as 1 / h and truncation as h²; they balance near 1e-2 (relative error 2e-4 on smooth functions). */
const STEP = 1e-2;
const DIRECTIONS = 4;
const COORDINATES = 3;

/** How far gradients are from finite differences. */
export interface GradientReport {
  /** Relative error for each argument, in order; 0 is perfect. */
  readonly errors: readonly number[];
  /** Length of each argument's gradient. */
  readonly norms: readonly number[];
}

/**
 * Compares gradients with central finite differences.
 *
 * L(args) = Σ f(args) · c with a random c; d/dt L(arg + t · d) at 0 against gradient · d, for 4 random directions d of ±1 and 3
 * single coordinates per argument
 * error = |difference - derivative| / max(|difference|, |derivative|, size of the gradient along such a d)
 *
 * Keep arguments away from kinks: a step moves every element by 0.01.
 *
 * @param f     differentiable; must reach every argument
 * @param args  float32; they stay the caller's
 * @param seed  of directions and cotangents
 */
export async function checkGradients(
  f: (...args: tf.Tensor[]) => tf.Tensor,
  args: readonly tf.Tensor[],
  seed = 0,
): Promise<GradientReport> {
  const rng = createRng(seed);
  const output = tf.tidy(() => f(...args));
  const cotangent = rng.fold('cotangent').normal(output.size);
  const weights = tf.tensor(cotangent, output.shape);
  output.dispose();
  const gradients = tf.tidy(() =>
    tf.grads((...values: tf.Tensor[]) => tf.sum(tf.mul(f(...values), weights)))([...args]),
  );
  weights.dispose();
  const errors: number[] = [];
  const norms: number[] = [];
  for (const [i, gradient] of gradients.entries()) {
    const values = await gradient.data<'float32'>();
    gradient.dispose();
    norms.push(Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0)));
    const along = (point: tf.Tensor) => dotOutput(() => f(...args.with(i, point)), cotangent);
    errors.push(await worstError(args[i] as tf.Tensor, values, along, rng.fold(i)));
  }
  return { errors, norms };
}

async function worstError(
  arg: tf.Tensor,
  gradient: Float32Array,
  loss: (point: tf.Tensor) => Promise<number>,
  rng: Rng,
): Promise<number> {
  const rms = Math.sqrt(gradient.reduce((sum, value) => sum + value ** 2, 0) / gradient.length);
  let worst = 0;
  for (const direction of directions(gradient.length, rng)) {
    const derivative = gradient.reduce((sum, value, i) => sum + value * (direction[i] as number), 0);
    const difference = await centralDifference(arg, direction, loss);
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value ** 2, 0));
    const scale = Math.max(Math.abs(derivative), Math.abs(difference), rms * length);
    worst = Math.max(worst, scale === 0 ? 0 : Math.abs(derivative - difference) / scale);
    if (Number.isNaN(difference)) return NaN;
  }
  return worst;
}

function directions(length: number, rng: Rng): readonly Float32Array[] {
  const signs = Array.from({ length: DIRECTIONS }, (_, k) =>
    rng
      .fold(`direction ${k}`)
      .uniform(length)
      .map((u) => (u < 0.5 ? -1 : 1)),
  );
  const chosen = rng.fold('coordinates').permutation(length).slice(0, COORDINATES);
  const coordinates = Array.from(chosen, (at) => {
    const direction = new Float32Array(length);
    direction[at] = 1;
    return direction;
  });
  return [...signs, ...coordinates];
}

async function centralDifference(
  arg: tf.Tensor,
  direction: Float32Array,
  loss: (point: tf.Tensor) => Promise<number>,
): Promise<number> {
  const at = async (step: number): Promise<number> => {
    const point = tf.tidy(() => tf.add(arg, tf.mul(tf.tensor(direction, arg.shape), step)));
    const value = await loss(point);
    point.dispose();
    return value;
  };
  return ((await at(STEP)) - (await at(-STEP))) / (2 * STEP);
}

/* Summed in double precision on the host, so that the sum adds no rounding of its own. */
async function dotOutput(f: () => tf.Tensor, cotangent: Float32Array): Promise<number> {
  const output = tf.tidy(f);
  const values = await output.data<'float32'>();
  output.dispose();
  return values.reduce((sum, value, i) => sum + value * (cotangent[i] as number), 0);
}
