import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

const config = z.strictObject({
  alpha: z
    .number()
    .positive()
    .default(1)
    .meta({ title: 'Alpha', description: 'Negative of the value that very negative inputs approach.' }),
});

/**
 * Exponential linear unit.
 *
 * y = x for x > 0, else alpha * (exp(x) - 1)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Clevert, Unterthiner & Hochreiter, "Fast and accurate deep network learning by exponential linear units", ICLR 2016, eq. 15.
 */
export const elu = definePlugin({
  kind: 'activation',
  id: 'convlab/elu',
  version: 1,
  title: 'ELU',
  summary: 'Bends negative values towards -alpha.',
  formula: 'y = x > 0 ? x : alpha * (exp(x) - 1)',
  // With alpha other than 1 the slope jumps at 0.
  traits: ['non-smooth'],
  references: [
    'Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by exponential linear units, ICLR 2016',
  ],
  config,
  create: ({ alpha }) => shapeless((x) => (alpha === 1 ? tf.elu(x) : scaledElu(x, alpha))),
});

/* tfjs knows alpha = 1 alone; the two halves of the line are added. */
function scaledElu(x: tf.Tensor, alpha: number): tf.Tensor {
  return tf.add(tf.relu(x), tf.mul(tf.elu(tf.neg(tf.relu(tf.neg(x)))), alpha));
}
