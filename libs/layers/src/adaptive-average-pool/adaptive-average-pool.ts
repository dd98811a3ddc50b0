import { definePlugin, imageShape, type Layer, type LayerWindow, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { asPair, kernelSize, type Pair } from '../_internal/window-config.ts';

const config = z.strictObject({
  outputSize: kernelSize.meta({
    title: 'Output size',
    description: 'Height and width of the output; one number for a square.',
  }),
});

/**
 * Adaptive average pooling: to a fixed size, whatever the input's.
 *
 * y[n, i, j, c] = mean of x[n, a, b, c] over floor(i · H / oH) ≤ a < ceil((i + 1) · H / oH), and b likewise
 *
 * Lets a network that flattens its last feature map take images of any size. Windows overlap where oH does not divide H.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image. For receptive fields, uneven windows count as their largest, and
 * their step is rounded down.
 *
 * @see He et al., "Spatial pyramid pooling in deep convolutional networks for visual recognition", ECCV 2014, §2.2, for pooling to a
 * fixed size; the window bounds are PyTorch's `AdaptiveAvgPool2d`.
 */
export const adaptiveAveragePool = definePlugin({
  kind: 'layer',
  id: 'convlab/adaptive-average-pool',
  version: 1,
  title: 'Adaptive average pooling',
  summary: 'Averages an image of any size to a fixed size.',
  formula: 'y[i, j, c] = mean of x[a, b, c], floor(i*H/oH) <= a < ceil((i+1)*H/oH), b likewise',
  references: [
    'He, Zhang, Ren & Sun, Spatial pyramid pooling in deep convolutional networks for visual recognition, ECCV 2014',
  ],
  config,
  create: (options): Layer => {
    const [rows, columns] = asPair(options.outputSize);
    return {
      outputShape: (inputs) => [rows, columns, imageShape(inputs)[2]],
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          return averageAlong(averageAlong(x, 1, rows), 2, columns);
        }),
      window: (inputs) => adaptiveWindow(inputs, [rows, columns]),
    };
  },
});

/** The window of each output along one axis. */
function ranges(size: number, count: number): readonly (readonly [start: number, end: number])[] {
  return Array.from({ length: count }, (_, i) => [
    Math.floor((i * size) / count),
    Math.ceil(((i + 1) * size) / count),
  ]);
}

function averageAlong(x: tf.Tensor4D, axis: 1 | 2, count: number): tf.Tensor4D {
  const size = x.shape[axis];
  if (size === count) return x;
  const means = ranges(size, count).map(([start, end]) => {
    const begin = axis === 1 ? [0, start, 0, 0] : [0, 0, start, 0];
    const extent = [-1, -1, -1, -1];
    extent[axis] = end - start;
    return tf.mean<tf.Tensor4D>(tf.slice(x, begin, extent), axis, true);
  });
  return tf.concat(means, axis);
}

function adaptiveWindow(inputs: readonly Shape[], outputs: Pair): LayerWindow | 'global' {
  const [height, width] = imageShape(inputs);
  if (outputs[0] === 1 && outputs[1] === 1) return 'global';
  const along = (size: number, count: number) => ({
    kernel: Math.max(...ranges(size, count).map(([start, end]) => end - start)),
    stride: Math.max(1, Math.floor(size / count)),
  });
  const [down, across] = [along(height, outputs[0]), along(width, outputs[1])];
  return {
    kernel: [down.kernel, across.kernel],
    strides: [down.stride, across.stride],
    dilation: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
  };
}
