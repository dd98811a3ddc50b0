import { definePlugin, imageShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
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
 * Global average pooling.
 *
 * y[n, c] = Σ_{i, j} x[n, i, j, c] / (H · W)
 *
 * Shapes: x [N, H, W, C] -> [N, C], or [N, 1, 1, C] with `keepDims`
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Lin, Chen & Yan, "Network in network", ICLR 2014, §3.2.
 */
export const globalAveragePool = definePlugin({
  kind: 'layer',
  id: 'convlab/global-average-pool',
  version: 1,
  title: 'Global average pooling',
  summary: 'Averages each channel over the whole image.',
  formula: 'y[c] = sum_ij x[i, j, c] / (H * W)',
  references: ['Lin, Chen & Yan, Network in network, ICLR 2014'],
  config,
  create: ({ keepDims }): Layer => ({
    outputShape: (inputs) => {
      const [, , channels] = imageShape(inputs);
      return keepDims ? [1, 1, channels] : [channels];
    },
    apply: (call) => result(call, () => tf.mean(call.inputs[0], [1, 2], keepDims)),
    window: () => 'global',
  }),
});
