import type { Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { shrinkTo } from '../_internal/shrink-to.ts';
import { mapNamed, tidied } from '../_internal/named.ts';

/**
 * Shortens each weight’s gradient to a length.
 *
 * g <- g · min(1, limit / ||g||)
 *
 * @see Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
export function clipByNorm(limit: number): Transformation {
  return {
    init: () => ({}),
    update: (gradients, state) =>
      tidied(() => ({
        updates: mapNamed(gradients, (g) => tf.mul(g, shrinkTo(limit, tf.sum(tf.square(g))))),
        state,
      })),
  };
}
