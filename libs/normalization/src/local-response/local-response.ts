import { channelsOf, definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const config = z.strictObject({
  size: z
    .int()
    .min(1)
    .default(5)
    .meta({
      title: 'Size',
      description: 'Number of neighbouring channels that are summed over.',
      ui: { unit: 'channels' },
    }),
  alpha: z
    .number()
    .min(0)
    .default(1e-4)
    .meta({ title: 'Alpha', description: 'Strength; divided by the size.', ui: { scale: 'log' } }),
  beta: z.number().positive().default(0.75).meta({ title: 'Beta', description: 'Exponent.' }),
  k: z.number().positive().default(2).meta({
    title: 'k',
    description: 'Added to the sum, so that a zero input does not divide by zero.',
  }),
});

/**
 * Local response normalization, across channels.
 *
 * y[c] = x[c] / (k + alpha / size · Σ_{c'} x[c']²)^beta, c' from c − floor(size / 2) to c + floor((size − 1) / 2)
 *
 * A form of lateral inhibition, since displaced by batch normalization.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Deviation: alpha is divided by the size, as in cuda-convnet, Caffe and PyTorch; the paper's formula does not say so.
 *
 * @see Krizhevsky, Sutskever & Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012, §3.3.
 */
export const localResponse = definePlugin({
  kind: 'normalization',
  id: 'convlab/local-response',
  version: 1,
  title: 'Local response normalization',
  summary: 'Divides each channel by the energy of its neighbours.',
  formula: "y[c] = x[c] / (k + alpha / size * sum_c' x[c']^2)^beta",
  references: [
    'Krizhevsky, Sutskever & Hinton, ImageNet classification with deep convolutional neural networks, NIPS 2012',
  ],
  config,
  create: ({ size, alpha, beta, k }): Layer => ({
    outputShape: (inputs) => {
      channelsOf(inputs);
      return soleShape(inputs);
    },
    apply: (call) => ({
      output: tf.tidy(() => {
        const [x] = call.inputs;
        const channels = x.shape.at(-1) ?? 1;
        // A product with a band matrix sums over neighbours; unlike tfjs's kernel it has a gradient everywhere and any size.
        const squares = tf.square(x).reshape([-1, channels]);
        const sums = tf.matMul(squares, band(channels, size)).reshape(x.shape);
        return tf.mul(x, tf.pow(tf.add(tf.mul(sums, alpha / size), k), -beta));
      }),
    }),
    averages: { axes: ['C'] },
  }),
});

/* band[from, to] = 1 where channel `from` is a neighbour of channel `to`. */
function band(channels: number, size: number): tf.Tensor2D {
  const [before, after] = [Math.floor(size / 2), Math.floor((size - 1) / 2)];
  const values = Float32Array.from({ length: channels * channels }, (_, i) => {
    const distance = Math.floor(i / channels) - (i % channels);
    return distance >= -before && distance <= after ? 1 : 0;
  });
  return tf.tensor2d(values, [channels, channels]);
}
