import type { Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { at, mapNamed, tidied } from '../_internal/named.ts';

/**
 * Adds a share of each kernel to its update.
 *
 * update <- update + weightDecay · w
 *
 * After an adaptive rescaling this is decoupled weight decay (AdamW); before it, an L2 penalty of weightDecay / 2. Biases and
 * the scales, offsets and slopes of normalizations and activations are left alone; where roles are not known, every weight
 * decays.
 *
 * @see Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2.
 */
export function addDecayedWeights(weightDecay: number): Transformation {
  return {
    init: () => ({}),
    update: (gradients, state, { weights, roles }) =>
      tidied(() => ({
        updates: mapNamed(gradients, (g, name) =>
          (roles?.[name] ?? 'kernel') === 'kernel'
            ? tf.add(g, tf.mul(at(weights, name), weightDecay))
            : g.clone(),
        ),
        state,
      })),
  };
}
