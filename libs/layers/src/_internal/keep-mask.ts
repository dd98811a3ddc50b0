import { numElements, type Rng, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** A mask that keeps each element with probability 1 − `rate`, scaled to mean 1; made on the host from `rng`. */
export function keepMask(rng: Rng, shape: Shape, rate: number): tf.Tensor {
  const kept = 1 / (1 - rate);
  const mask = rng.uniform(numElements(shape)).map((u) => (u < rate ? 0 : kept));
  return tf.tensor(mask, [...shape]);
}
