import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

const config = z.strictObject({
  negativeSlope: z
    .number()
    .min(0)
    .default(0.01)
    .meta({ title: 'Negative slope', description: 'Factor of negative values.' }),
});

/**
 * Leaky rectified linear unit.
 *
 * y = x for x > 0, else negativeSlope * x
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
 */
export const leakyRelu = definePlugin({
  kind: 'activation',
  id: 'convlab/leaky-relu',
  version: 1,
  title: 'Leaky ReLU',
  summary: 'Scales negative values down instead of cutting them off.',
  formula: 'y = x > 0 ? x : negativeSlope * x',
  traits: ['non-smooth'],
  references: ['Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, 2013'],
  config,
  create: ({ negativeSlope }) => shapeless((x) => tf.leakyRelu(x, negativeSlope)),
});
