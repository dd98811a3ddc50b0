import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Sigmoid linear unit, also called swish.
 *
 * y = x * sigmoid(x)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Elfwing, Uchibe & Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning", 2018.
 */
export const silu = definePlugin({
  kind: 'activation',
  id: 'convlab/silu',
  version: 1,
  title: 'SiLU',
  summary: 'Weighs each value by its sigmoid.',
  formula: 'y = x * sigmoid(x)',
  references: ['Elfwing, Uchibe & Doya, Sigmoid-weighted linear units, Neural Networks 2018'],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.mul(x, tf.sigmoid(x))),
});
