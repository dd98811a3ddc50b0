import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByAdam}. */
export interface AdamOptions {
  /** Decay of the first moment. */
  readonly beta1: number;
  /** Decay of the second moment. */
  readonly beta2: number;
  /** Added to the root of the second moment. */
  readonly epsilon: number;
  /** Divide by the largest second moment so far. */
  readonly amsgrad?: boolean;
}

/** State of {@link scaleByAdam}. */
export type AdamState = {
  readonly count: number;
  readonly firstMoment: NamedTensors;
  readonly secondMoment: NamedTensors;
  /** Largest second moment so far; empty without `amsgrad`. */
  readonly largest: NamedTensors;
};

/**
 * Adam’s rescaling of gradients.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon); with amsgrad, v is the largest v so far
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; Reddi et al., "On the convergence of
 * Adam and beyond", ICLR 2018, algorithm 2. Deviation: amsgrad corrects the bias, as PyTorch does.
 */
export function scaleByAdam({
  beta1,
  beta2,
  epsilon,
  amsgrad = false,
}: AdamOptions): Transformation<AdamState> {
  return {
    init: (weights) => ({
      count: 0,
      firstMoment: zerosLike(weights),
      secondMoment: zerosLike(weights),
      largest: amsgrad ? zerosLike(weights) : {},
    }),
    update: (gradients, state) =>
      tidied(() => {
        const count = state.count + 1;
        const firstMoment = mapNamed(gradients, (g, name) => decayed(at(state.firstMoment, name), g, beta1));
        const secondMoment = mapNamed(gradients, (g, name) =>
          decayed(at(state.secondMoment, name), tf.square(g), beta2),
        );
        const largest = amsgrad
          ? mapNamed(secondMoment, (v, name) => tf.maximum(v, at(state.largest, name)))
          : {};
        const divisors = amsgrad ? largest : secondMoment;
        const root = 1 / Math.sqrt(1 - beta2 ** count);
        const updates = mapNamed(firstMoment, (m, name) => {
          const scale = tf.add(tf.mul(tf.sqrt(at(divisors, name)), root), epsilon);
          return tf.div(tf.mul(m, 1 / (1 - beta1 ** count)), scale);
        });
        return { updates, state: { count, firstMoment, secondMoment, largest } };
      }),
  };
}
