import { definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  scale: z.number().default(1).meta({ title: 'Scale', description: 'Factor of every element.' }),
  offset: z
    .number()
    .default(0)
    .meta({ title: 'Offset', description: 'Added to every element afterwards.', ui: { advanced: true } }),
});

/**
 * A fixed factor and offset.
 *
 * y = scale · x + offset
 *
 * Scaling a residual branch down keeps very wide networks from dying early in training.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Szegedy et al., "Inception-v4, Inception-ResNet and the impact of residual connections on learning", AAAI 2017, §3.3.
 */
export const rescale = definePlugin({
  kind: 'layer',
  id: 'convlab/rescale',
  version: 1,
  title: 'Rescale',
  summary: 'Multiplies by a fixed factor and adds a fixed offset.',
  formula: 'y = scale * x + offset',
  references: [
    'Szegedy, Ioffe, Vanhoucke & Alemi, Inception-v4, Inception-ResNet and the impact of residual connections on learning, AAAI 2017',
  ],
  config,
  create: ({ scale, offset }): Layer => ({
    outputShape: soleShape,
    apply: (call) =>
      result(call, () => {
        const scaled = tf.mul(call.inputs[0], scale);
        return offset === 0 ? scaled : tf.add(scaled, offset);
      }),
  }),
});
