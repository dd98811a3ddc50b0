import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Softmax over the last axis.
 *
 * y_c = exp(x_c - max x) / sum_k exp(x_k - max x)
 *
 * Losses take logits; use this as an inner activation, not before a loss.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
 */
export const softmax = definePlugin({
  kind: 'activation',
  id: 'convlab/softmax',
  version: 1,
  title: 'Softmax',
  summary: 'Makes probabilities of the channels.',
  formula: 'y[c] = exp(x[c]) / sum_k exp(x[k])',
  references: ['Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990'],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.softmax(x)),
});
