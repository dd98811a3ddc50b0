import type * as tf from '@tensorflow/tfjs';
import { draw, type RandomStream } from '../../_internal/ops/random.ts';

/**
 * Normal numbers from a seeded stream by Box and Muller's method: the values of `stream.normal`, on every backend.
 *
 * Shape: `shape`, row-major. Not differentiable.
 * @see Box & Muller, "A note on the generation of random normal deviates", 1958.
 */
export function randomNormal(
  shape: readonly number[],
  stream: RandomStream,
  mean = 0,
  standardDeviation = 1,
): tf.Tensor {
  return draw('ConvlabRandomNormal', shape, stream, { mean, standardDeviation }, (length) =>
    stream.normal(length, mean, standardDeviation),
  );
}
