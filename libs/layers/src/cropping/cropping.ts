import { ConvlabError, definePlugin, formatShape, imageShape, type Layer, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { asMargins, marginSchema } from '../_internal/margins.ts';

const config = z.strictObject({
  cropping: marginSchema.default(1).meta({
    title: 'Cropping',
    description: 'What is cut off the image: a number, [height, width], or [[top, bottom], [left, right]].',
  }),
});

/**
 * Cropping.
 *
 * y[n, i, j, c] = x[n, i + top, j + left, c]
 *
 * Shapes: x [N, H, W, C] -> [N, H - top - bottom, W - left - right, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image, E_SHAPE_CROPPING when nothing is left of it.
 */
export const cropping = definePlugin({
  kind: 'layer',
  id: 'convlab/cropping',
  version: 1,
  title: 'Cropping',
  summary: 'Cuts the margins of an image off.',
  formula: 'y[i, j, c] = x[i + top, j + left, c]',
  config,
  create: (options): Layer => {
    const [rows, columns] = asMargins(options.cropping);
    const outputShape = (inputs: readonly Shape[]): readonly [number, number, number] => {
      const [height, width, channels] = imageShape(inputs);
      const cropped = [height - rows[0] - rows[1], width - columns[0] - columns[1], channels] as const;
      if (cropped[0] >= 1 && cropped[1] >= 1) return cropped;
      throw nothingLeft([height, width, channels], cropped, options.cropping);
    };
    return {
      outputShape,
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const size = outputShape([x.shape.slice(1)]);
          return tf.slice(x, [0, rows[0], columns[0], 0], [x.shape[0], ...size]);
        }),
      window: () => ({
        kernel: [1, 1],
        strides: [1, 1],
        dilation: [1, 1],
        padding: [
          [-rows[0], -rows[1]],
          [-columns[0], -columns[1]],
        ],
      }),
    };
  },
});

function nothingLeft(input: Shape, output: Shape, received: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_SHAPE_CROPPING',
    message: `Cropping leaves nothing of an image ${formatShape(input)}: it would become ${formatShape(output)}`,
    received,
    expected: `margins that leave at least one row and one column of ${formatShape(input.slice(0, 2))}`,
  });
}
