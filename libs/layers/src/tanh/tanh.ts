import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Hyperbolic tangent.
 *
 * y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see LeCun et al., "Efficient BackProp", 1998, §4.4.
 */
export const tanh = definePlugin({
  kind: 'activation',
  id: 'convlab/tanh',
  version: 1,
  title: 'Tanh',
  summary: 'Squeezes values into (-1, 1).',
  formula: 'y = tanh(x)',
  references: ['LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998'],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.tanh(x)),
});
