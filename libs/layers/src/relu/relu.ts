import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Rectified linear unit.
 *
 * y = max(x, 0)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Nair & Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.
 */
export const relu = definePlugin({
  kind: 'activation',
  id: 'convlab/relu',
  version: 1,
  title: 'ReLU',
  summary: 'Cuts negative values off.',
  formula: 'y = max(x, 0)',
  traits: ['non-smooth'],
  references: ['Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, ICML 2010'],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.relu(x)),
});
