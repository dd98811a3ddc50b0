import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Rectified linear unit with a ceiling.
 *
 * y = min(max(x, 0), 6)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
 */
export const relu6 = definePlugin({
  kind: 'activation',
  id: 'convlab/relu6',
  version: 1,
  title: 'ReLU6',
  summary: 'Cuts values off below 0 and above 6.',
  formula: 'y = min(max(x, 0), 6)',
  traits: ['non-smooth'],
  references: ['Krizhevsky, Convolutional deep belief networks on CIFAR-10, 2010'],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.relu6(x)),
});
