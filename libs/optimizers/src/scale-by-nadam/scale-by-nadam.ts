import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByNadam}. */
export interface NadamOptions {
  /** Decay of the first moment. */
  readonly beta1: number;
  /** Decay of the second moment. */
  readonly beta2: number;
  /** Added to the root of the second moment. */
  readonly epsilon: number;
  /** How fast the momentum rises to beta1. */
  readonly momentumDecay: number;
  /** Count mu_t twice in P_{t+1}, as PyTorch did up to version 1.13. */
  readonly repeatMomentum?: boolean;
}

/** State of {@link scaleByNadam}. */
export type NadamState = {
  readonly count: number;
  /** Product of the momenta so far. */
  readonly product: number;
  readonly firstMoment: NamedTensors;
  readonly secondMoment: NamedTensors;
};

/**
 * Nadam’s rescaling of gradients: Adam with Nesterov’s momentum.
 *
 * mu_t = beta1 (1 - 0.96^(t · momentumDecay) / 2), P_t = mu_1 … mu_t
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = ((1 - mu_t) / (1 - P_t) g + mu_{t+1} / (1 - P_{t+1}) m) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * @see Dozat, "Incorporating Nesterov momentum into Adam", ICLR 2016 workshop. The form is PyTorch’s.
 */
export function scaleByNadam(options: NadamOptions): Transformation<NadamState> {
  const { beta1, beta2, epsilon, momentumDecay, repeatMomentum = false } = options;
  const momentum = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
  return {
    init: (weights) => ({
      count: 0,
      product: 1,
      firstMoment: zerosLike(weights),
      secondMoment: zerosLike(weights),
    }),
    update: (gradients, state) =>
      tidied(() => {
        const count = state.count + 1;
        const [now, next] = [momentum(count), momentum(count + 1)];
        const product = state.product * now;
        const productAhead = product * next * (repeatMomentum ? now : 1);
        const firstMoment = mapNamed(gradients, (g, name) => decayed(at(state.firstMoment, name), g, beta1));
        const secondMoment = mapNamed(gradients, (g, name) =>
          decayed(at(state.secondMoment, name), tf.square(g), beta2),
        );
        const root = 1 / Math.sqrt(1 - beta2 ** count);
        const updates = mapNamed(gradients, (g, name) => {
          const ahead = tf.mul(at(firstMoment, name), next / (1 - productAhead));
          const direction = tf.add(tf.mul(g, (1 - now) / (1 - product)), ahead);
          return tf.div(direction, tf.add(tf.mul(tf.sqrt(at(secondMoment, name)), root), epsilon));
        });
        return { updates, state: { count, product, firstMoment, secondMoment } };
      }),
  };
}
