import type { Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { mapNamed } from '../_internal/named.ts';

/**
 * Clips each element of the gradients.
 *
 * g <- min(max(g, -limit), limit)
 */
export function clipByValue(limit: number): Transformation {
  return {
    init: () => ({}),
    update: (gradients, state) => ({
      updates: mapNamed(gradients, (g) => tf.clipByValue(g, -limit, limit)),
      state,
    }),
  };
}
