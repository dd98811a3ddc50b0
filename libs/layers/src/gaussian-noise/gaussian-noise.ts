import { randomNormal } from '@convlab/backend';
import { definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  standardDeviation: z
    .number()
    .min(0)
    .default(0.1)
    .meta({
      title: 'Standard deviation',
      description: 'Of the noise, in the unit of the input.',
      ui: { scale: 'log' },
    }),
});

/**
 * Gaussian noise.
 *
 * y = x + e, e ~ N(0, standardDeviation²), in training; y = x in inference
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: fresh noise per node and step. Memory: no weights.
 *
 * @see Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 1995.
 */
export const gaussianNoise = definePlugin({
  kind: 'layer',
  id: 'convlab/gaussian-noise',
  version: 1,
  title: 'Gaussian noise',
  summary: 'Adds normal noise while training.',
  formula: 'y = x + e, e ~ N(0, standardDeviation^2)',
  traits: ['stochastic', 'mode-dependent'],
  references: [
    'Bishop, Training with noise is equivalent to Tikhonov regularization, Neural Computation 1995',
  ],
  config,
  create: ({ standardDeviation }): Layer => ({
    outputShape: soleShape,
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        if (!call.training || standardDeviation === 0) return x;
        return tf.add(x, randomNormal(x.shape, call.rng, 0, standardDeviation));
      }),
  }),
});
