import type { Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { shrinkTo } from '../_internal/shrink-to.ts';
import { mapNamed, tidied } from '../_internal/named.ts';

/**
 * Shortens all gradients together to a length.
 *
 * g <- g · min(1, limit / sqrt(Σ_weights ||g||²))
 *
 * Keeps the direction of the step, unlike clipping each weight by itself.
 *
 * @see Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
export function clipByGlobalNorm(limit: number): Transformation {
  return {
    init: () => ({}),
    update: (gradients, state) =>
      tidied(() => {
        const all = Object.values(gradients);
        if (all.length === 0) return { updates: {}, state };
        const factor = shrinkTo(limit, tf.addN(all.map((g) => tf.sum(tf.square(g)))));
        return { updates: mapNamed(gradients, (g) => tf.mul(g, factor)), state };
      }),
  };
}
