import type { Optimizer, OptimizerState } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/**
 * How many numbers an optimizer keeps per weight: 0 for SGD, 1 with momentum, 2 for Adam.
 *
 * Asked of the optimizer itself, with a single weight, so that it holds for any plugin.
 */
export function stateCopies(optimizer: Pick<Optimizer, 'init'>): number {
  return tf.tidy(() => countElements(optimizer.init({ weight: tf.zeros([PROBE]) })) / PROBE);
}

/* Large enough that a state's scalars (a step count) do not look like copies of the weight. */
const PROBE = 1024;

function countElements(state: OptimizerState): number {
  return Object.values(state).reduce<number>((sum, value) => {
    if (typeof value === 'number') return sum;
    if (value instanceof tf.Tensor) return sum + (value.size === PROBE ? PROBE : 0);
    return sum + countElements(value);
  }, 0);
}
