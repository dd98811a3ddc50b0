import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByAdadelta}. */
export interface AdadeltaOptions {
  /** Decay of both averages. */
  readonly rho: number;
  /** Added inside both roots. */
  readonly epsilon: number;
}

/** State of {@link scaleByAdadelta}. */
export type AdadeltaState = { readonly squaredGradient: NamedTensors; readonly squaredUpdate: NamedTensors };

/**
 * Adadelta’s rescaling of gradients.
 *
 * v <- rho v + (1 - rho) g²; update = sqrt(d + epsilon) / sqrt(v + epsilon) · g; d <- rho d + (1 - rho) update²
 *
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
 */
export function scaleByAdadelta({ rho, epsilon }: AdadeltaOptions): Transformation<AdadeltaState> {
  return {
    init: (weights) => ({ squaredGradient: zerosLike(weights), squaredUpdate: zerosLike(weights) }),
    update: (gradients, state) =>
      tidied(() => {
        const squaredGradient = mapNamed(gradients, (g, name) =>
          decayed(at(state.squaredGradient, name), tf.square(g), rho),
        );
        const updates = mapNamed(gradients, (g, name) => {
          const ratio = tf.div(
            tf.add(at(state.squaredUpdate, name), epsilon),
            tf.add(at(squaredGradient, name), epsilon),
          );
          return tf.mul(tf.sqrt(ratio), g);
        });
        const squaredUpdate = mapNamed(updates, (update, name) =>
          decayed(at(state.squaredUpdate, name), tf.square(update), rho),
        );
        return { updates, state: { squaredGradient, squaredUpdate } };
      }),
  };
}
