import type * as tf from '@tensorflow/tfjs';
import { draw, type RandomStream } from '../../_internal/ops/random.ts';

/**
 * Numbers uniform in [`min`, `max`) from a seeded stream: the values of `stream.uniform`, on every backend.
 *
 * value_i = min + (max - min) · (word_i >> 8) · 2^-24
 *
 * Shape: `shape`, row-major. Not differentiable.
 * @see Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
 */
export function randomUniform(shape: readonly number[], stream: RandomStream, min = 0, max = 1): tf.Tensor {
  return draw('ConvlabRandomUniform', shape, stream, { min, max }, (length) =>
    stream.uniform(length, min, max),
  );
}
