import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { at, mapNamed, tidied } from '../_internal/named.ts';

/** Options of {@link scaleByAdagrad}. */
export interface AdagradOptions {
  /** First value of each sum of squares. */
  readonly initialAccumulator: number;
  /** Added to the root. */
  readonly epsilon: number;
}

/** State of {@link scaleByAdagrad}. */
export type AdagradState = { readonly sumOfSquares: NamedTensors };

/**
 * Adagrad’s rescaling of gradients.
 *
 * s <- s + g²; update = g / (sqrt(s) + epsilon)
 *
 * @see Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
 */
export function scaleByAdagrad({
  initialAccumulator,
  epsilon,
}: AdagradOptions): Transformation<AdagradState> {
  return {
    init: (weights) => ({ sumOfSquares: mapNamed(weights, (w) => tf.fill(w.shape, initialAccumulator)) }),
    update: (gradients, state) =>
      tidied(() => {
        const sumOfSquares = mapNamed(gradients, (g, name) =>
          tf.add(at(state.sumOfSquares, name), tf.square(g)),
        );
        const updates = mapNamed(gradients, (g, name) =>
          tf.div(g, tf.add(tf.sqrt(at(sumOfSquares, name)), epsilon)),
        );
        return { updates, state: { sumOfSquares } };
      }),
  };
}
