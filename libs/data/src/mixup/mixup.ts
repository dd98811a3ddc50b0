import { definePlugin, type HostBatch, type Rng } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  alpha: z.number().gt(0).max(2).default(0.2).meta({
    title: 'Alpha',
    description: 'Of the beta distribution; the larger, the more even the mixtures.',
  }),
});

/**
 * Mixup: each example becomes a mixture with another one of the batch, and so does its target.
 *
 * x = l x_i + (1 - l) x_j, y = l y_i + (1 - l) y_j, l ~ Beta(alpha, alpha) for each example, j a random permutation
 *
 * The mixed targets, [n, numOutputs], go to the training loss; metrics still compare with the first example's own.
 * Shapes: unchanged
 * @see Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR 2018. Deviation: one l for each
 *   example instead of one for the batch.
 */
export const mixup = definePlugin({
  kind: 'augmentation',
  id: 'convlab/mixup',
  version: 1,
  title: 'Mixup',
  summary: 'Mixes each training example with another one, targets included.',
  formula: 'x = l x_i + (1 - l) x_j, l ~ Beta(alpha, alpha)',
  traits: ['stochastic'],
  references: ['Zhang, Cisse, Dauphin, Lopez-Paz, mixup: beyond empirical risk minimization, ICLR 2018'],
  config,
  create: ({ alpha }) => ({
    mix: (batch, { numOutputs }, rng) => {
      const partners = rng.fold('partner').permutation(batch.length);
      const shares = Float32Array.from({ length: batch.length }, (_, i) => drawBeta(alpha, rng.fold(i)));
      return {
        ...batch,
        inputs: mixRows(batch.inputs, batch.inputs.length / batch.length, partners, shares),
        softTargets: mixRows(softTargets(batch, numOutputs), numOutputs, partners, shares),
      };
    },
  }),
});

function softTargets({ targets, softTargets: mixed, length }: HostBatch, numOutputs: number): Float32Array {
  if (mixed !== undefined) return mixed;
  if (targets instanceof Float32Array) return targets;
  const oneHot = new Float32Array(length * numOutputs);
  targets.forEach((label, i) => (oneHot[i * numOutputs + label] = 1));
  return oneHot;
}

function mixRows(rows: Float32Array, size: number, partners: Int32Array, shares: Float32Array): Float32Array {
  const mixed = new Float32Array(rows.length);
  partners.forEach((partner, i) => {
    const share = shares[i] as number;
    for (let k = 0; k < size; k++) {
      const own = rows[i * size + k] as number;
      const other = rows[partner * size + k] as number;
      mixed[i * size + k] = other + share * (own - other);
    }
  });
  return mixed;
}

/** Jöhnk's method: exact for every alpha, and quick up to 2. */
function drawBeta(alpha: number, rng: Rng): number {
  for (let round = 0; ; round++) {
    const [u = 0, v = 0] = rng.fold(round).uniform(2);
    const [x, y] = [u ** (1 / alpha), v ** (1 / alpha)];
    // Both underflow for a small alpha now and then; the next round decides.
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}
