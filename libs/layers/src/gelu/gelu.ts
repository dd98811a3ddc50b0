import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

const config = z.strictObject({
  approximate: z
    .enum(['none', 'tanh'])
    .default('none')
    .meta({
      title: 'Approximation',
      description:
        'none: with the error function; tanh: the cheaper formula that some published networks were trained with.',
      ui: { advanced: true },
    }),
});

/**
 * Gaussian error linear unit.
 *
 * exact: y = x / 2 * (1 + erf(x / sqrt(2)))
 * tanh:  y = x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Hendrycks & Gimpel, "Gaussian error linear units (GELUs)", 2016, §2.
 */
export const gelu = definePlugin({
  kind: 'activation',
  id: 'convlab/gelu',
  version: 1,
  title: 'GELU',
  summary: 'Weighs each value by the share of normal numbers below it.',
  formula: 'y = x / 2 * (1 + erf(x / sqrt(2)))',
  references: ['Hendrycks & Gimpel, Gaussian error linear units, 2016'],
  config,
  create: ({ approximate }) => shapeless(approximate === 'none' ? exactGelu : tanhGelu),
});

function exactGelu(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}

function tanhGelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}
