import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByRms}. */
export interface RmsOptions {
  /** Decay of the moments. */
  readonly decay: number;
  /** Added to the root. */
  readonly epsilon: number;
  /** Divide by the standard deviation instead of the root mean square. */
  readonly centered?: boolean;
}

/** State of {@link scaleByRms}. */
export type RmsState = {
  readonly meanSquare: NamedTensors;
  /** Mean gradient; empty unless centered. */
  readonly mean: NamedTensors;
};

/**
 * RMSprop’s rescaling of gradients.
 *
 * v <- decay v + (1 - decay) g², m <- decay m + (1 - decay) g
 * update = g / (sqrt(v) + epsilon), or g / (sqrt(max(v - m², 0)) + epsilon) when centered
 *
 * Rounding can make v - m² slightly negative; it is taken for zero, so that no update is NaN.
 *
 * @see Tieleman & Hinton, "Lecture 6.5 – RMSProp", COURSERA 2012; Graves, "Generating sequences with recurrent neural
 * networks", 2013, eq. 38 to 45 (centered).
 */
export function scaleByRms({ decay, epsilon, centered = false }: RmsOptions): Transformation<RmsState> {
  return {
    init: (weights) => ({ meanSquare: zerosLike(weights), mean: centered ? zerosLike(weights) : {} }),
    update: (gradients, state) =>
      tidied(() => {
        const meanSquare = mapNamed(gradients, (g, name) =>
          decayed(at(state.meanSquare, name), tf.square(g), decay),
        );
        const mean = centered
          ? mapNamed(gradients, (g, name) => decayed(at(state.mean, name), g, decay))
          : {};
        const updates = mapNamed(gradients, (g, name) => {
          const square = at(meanSquare, name);
          const variance = centered ? tf.relu(tf.sub(square, tf.square(at(mean, name)))) : square;
          return tf.div(g, tf.add(tf.sqrt(variance), epsilon));
        });
        return { updates, state: { meanSquare, mean } };
      }),
  };
}
