import type * as tf from '@tensorflow/tfjs';
import { draw, type RandomStream } from '../../_internal/ops/random.ts';

/**
 * A mask for dropout from a seeded stream: 0 with probability `rate`, else 1 / (1 - rate), so that its mean is 1.
 *
 * mask_i = 0 where u_i < rate, u_i = stream.uniform
 *
 * The same on every backend. Shape: `shape`, row-major. Not differentiable.
 *
 * @param rate  in [0, 1)
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 */
export function dropoutMask(shape: readonly number[], stream: RandomStream, rate: number): tf.Tensor {
  return draw('ConvlabDropoutMask', shape, stream, { rate }, (length) => {
    const kept = 1 / (1 - rate);
    return stream.uniform(length).map((u) => (u < rate ? 0 : kept));
  });
}
