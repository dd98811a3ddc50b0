import type { Transformation } from '@convlab/core';
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
export declare function addDecayedWeights(weightDecay: number): Transformation;
//# sourceMappingURL=add-decayed-weights.d.ts.map