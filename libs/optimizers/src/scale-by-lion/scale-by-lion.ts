import type { NamedTensors, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { decayed } from '../_internal/decayed.ts';
import { at, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByLion}. */
export interface LionOptions {
  /** Share of the moment in the update. */
  readonly beta1: number;
  /** Decay of the moment. */
  readonly beta2: number;
}

/** State of {@link scaleByLion}. */
export type LionState = { readonly moment: NamedTensors };

/**
 * Lion’s sign of an average of gradients.
 *
 * update = sign(beta1 m + (1 - beta1) g); m <- beta2 m + (1 - beta2) g
 *
 * @see Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2.
 */
export function scaleByLion({ beta1, beta2 }: LionOptions): Transformation<LionState> {
  return {
    init: (weights) => ({ moment: zerosLike(weights) }),
    update: (gradients, state) =>
      tidied(() => ({
        updates: mapNamed(gradients, (g, name) => tf.sign(decayed(at(state.moment, name), g, beta1))),
        state: { moment: mapNamed(gradients, (g, name) => decayed(at(state.moment, name), g, beta2)) },
      })),
  };
}
