import { definePlugin, imageShape, type Layer } from '@convlab/core';
import { maxPool } from '@convlab/backend/ops/max-pool';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  keepDims: z
    .boolean()
    .default(false)
    .meta({
      title: 'Keep dimensions',
      description: 'Give [1, 1, C] instead of [C].',
      ui: { advanced: true },
    }),
});

/**
 * Global max pooling.
 *
 * y[n, c] = max_{i, j} x[n, i, j, c]
 *
 * The gradient goes to the first of equal maxima.
 *
 * Shapes: x [N, H, W, C] -> [N, C], or [N, 1, 1, C] with `keepDims`
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Oquab et al., "Is object localization for free?", CVPR 2015.
 */
export const globalMaxPool = definePlugin({
  kind: 'layer',
  id: 'convlab/global-max-pool',
  version: 1,
  title: 'Global max pooling',
  summary: 'Keeps the largest value of each channel.',
  formula: 'y[c] = max_ij x[i, j, c]',
  traits: ['non-smooth'],
  references: ['Oquab, Bottou, Laptev & Sivic, Is object localization for free?, CVPR 2015'],
  config,
  create: ({ keepDims }): Layer => ({
    outputShape: (inputs) => {
      const [, , channels] = imageShape(inputs);
      return keepDims ? [1, 1, channels] : [channels];
    },
    apply: (call) =>
      result(call, () => {
        const x = call.inputs[0] as tf.Tensor4D;
        const [examples, height, width, channels] = x.shape;
        // A pooling window as large as the image: its gradient picks one maximum, that of tf.max all equal ones.
        const pooled = maxPool(x, { poolSize: [height, width] });
        return keepDims ? pooled : pooled.reshape([examples, channels]);
      }),
    window: () => 'global',
  }),
});
