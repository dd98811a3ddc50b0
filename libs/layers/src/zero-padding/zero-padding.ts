import { definePlugin, imageShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { asMargins, marginSchema } from '../_internal/margins.ts';

const config = z.strictObject({
  padding: marginSchema.default(1).meta({
    title: 'Padding',
    description: 'Zeros around the image: a number, [height, width], or [[top, bottom], [left, right]].',
  }),
});

/**
 * Zero padding.
 *
 * y[n, i + top, j + left, c] = x[n, i, j, c], 0 elsewhere
 *
 * Shapes: x [N, H, W, C] -> [N, H + top + bottom, W + left + right, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 */
export const zeroPadding = definePlugin({
  kind: 'layer',
  id: 'convlab/zero-padding',
  version: 1,
  title: 'Zero padding',
  summary: 'Puts zeros around an image.',
  formula: 'y[i + top, j + left, c] = x[i, j, c]',
  config,
  create: (options): Layer => {
    const [rows, columns] = asMargins(options.padding);
    return {
      outputShape: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        return [height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
      },
      apply: (call) =>
        result(call, () => tf.pad(call.inputs[0] as tf.Tensor4D, [[0, 0], [...rows], [...columns], [0, 0]])),
      window: () => ({ kernel: [1, 1], strides: [1, 1], dilation: [1, 1], padding: [rows, columns] }),
    };
  },
});
