import { definePlugin, imageShape, type Layer } from '@convlab/core';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { asPair, kernelSize } from '../_internal/window-config.ts';
import { interpolateAxis } from './interpolate-axis.ts';

const config = z.strictObject({
  size: kernelSize.default(2).meta({
    title: 'Size',
    description: 'Factors of height and width; one number for both.',
  }),
  interpolation: z.enum(['nearest', 'bilinear']).default('nearest').meta({
    title: 'Interpolation',
    description: 'nearest: repeat pixels; bilinear: between the centres of the four nearest.',
  }),
});

/**
 * Up-sampling by whole factors.
 *
 * nearest:  y[n, i, j, c] = x[n, floor(i / sH), floor(j / sW), c]
 * bilinear: weighted mean of the four pixels around ((i + 1/2) / sH - 1/2, (j + 1/2) / sW - 1/2), edges repeated
 *
 * Shapes: x [N, H, W, C] -> [N, sH · H, sW · W, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * Deviation: pixels are areas, as in PyTorch (align_corners off) and Keras 3; older Keras aligned their corners.
 */
export const upSampling = definePlugin({
  kind: 'layer',
  id: 'convlab/up-sampling',
  version: 1,
  title: 'Up-sampling',
  summary: 'Makes an image larger by whole factors.',
  formula: 'y[i, j, c] = x[floor(i / s), floor(j / s), c]',
  config,
  create: (options): Layer => {
    const [down, across] = asPair(options.size);
    return {
      outputShape: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        return [height * down, width * across, channels];
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const rows = interpolateAxis(x, 1, down, options.interpolation);
          return interpolateAxis(rows, 2, across, options.interpolation);
        }),
    };
  },
});
