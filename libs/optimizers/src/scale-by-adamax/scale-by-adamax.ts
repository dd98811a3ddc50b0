import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByAdamax}. */
export interface AdamaxOptions {
  /** Decay of the first moment. */
  readonly beta1: number;
  /** Decay of the largest gradient. */
  readonly beta2: number;
  /** Added to each gradient’s size. */
  readonly epsilon: number;
}

/** State of {@link scaleByAdamax}. */
export type AdamaxState = {
  readonly count: number;
  readonly firstMoment: NamedTensors;
  readonly largest: NamedTensors;
};

/**
 * Adamax’s rescaling of gradients: Adam with the infinity norm.
 *
 * m <- beta1 m + (1 - beta1) g, u <- max(beta2 u, |g| + epsilon); update = m / (1 - beta1^t) / u
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2.
 */
export function scaleByAdamax({ beta1, beta2, epsilon }: AdamaxOptions): Transformation<AdamaxState> {
  return {
    init: (weights) => ({ count: 0, firstMoment: zerosLike(weights), largest: zerosLike(weights) }),
    update: (gradients, state) =>
      tidied(() => {
        const count = state.count + 1;
        const firstMoment = mapNamed(gradients, (g, name) => decayed(at(state.firstMoment, name), g, beta1));
        const largest = mapNamed(gradients, (g, name) =>
          tf.maximum(tf.mul(at(state.largest, name), beta2), tf.add(tf.abs(g), epsilon)),
        );
        const updates = mapNamed(firstMoment, (m, name) =>
          tf.div(tf.mul(m, 1 / (1 - beta1 ** count)), at(largest, name)),
        );
        return { updates, state: { count, firstMoment, largest } };
      }),
  };
}
