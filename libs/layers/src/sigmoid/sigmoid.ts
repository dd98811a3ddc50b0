import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Logistic sigmoid.
 *
 * y = 1 / (1 + exp(-x))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export const sigmoid = definePlugin({
  kind: 'activation',
  id: 'convlab/sigmoid',
  version: 1,
  title: 'Sigmoid',
  summary: 'Squeezes values into (0, 1).',
  formula: 'y = 1 / (1 + exp(-x))',
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.sigmoid(x)),
});
