import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * Scaled hyperbolic tangent.
 *
 * y = 1.7159 · tanh(2/3 · x)
 *
 * Chosen so that y(1) = 1 and y(−1) = −1 and the gain is about 1 where inputs are normalized.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, appendix A.
 */
export const scaledTanh = definePlugin({
  kind: 'activation',
  id: 'convlab/scaled-tanh',
  version: 1,
  title: 'Scaled tanh',
  summary: 'Squeezes values into (-1.7159, 1.7159) and leaves 1 and -1 in place.',
  formula: 'y = 1.7159 * tanh(2/3 * x)',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config: z.strictObject({}),
  create: () => shapeless((x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159)),
});
