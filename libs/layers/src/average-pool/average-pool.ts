import { definePlugin, type AxisPadding, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { FittedWindow, Window2d } from '../_internal/fit-window.ts';
import { result } from '../_internal/layer-result.ts';
import { fitPool, layerWindow, pooledShape, poolFields, poolWindow } from '../_internal/pool-config.ts';

const config = z.strictObject({
  ...poolFields,
  countIncludePad: z
    .boolean()
    .default(false)
    .meta({
      title: 'Count padding',
      description:
        'Divide by the whole window, padding included, as PyTorch does; else by the inputs in it, as Keras does.',
      ui: { advanced: true },
    }),
});

/**
 * Average pooling.
 *
 * y[n, i, j, c] = Σ_{a, b} x[n, s·i + a − p, s·j + b − p, c] / count; padding adds zero
 *
 * count: inputs inside the window; with `countIncludePad` also padding (but never what `ceilMode` hangs over).
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_PADDING when the input does not fit.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998 (there with learned scale).
 */
export const averagePool = definePlugin({
  kind: 'layer',
  id: 'convlab/average-pool',
  version: 1,
  title: 'Average pooling',
  summary: 'Averages each window.',
  formula: 'y[i, j, c] = sum_ab x[s*i + a - p, s*j + b - p, c] / count[i, j]',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config,
  create: (options): Layer => {
    const window = poolWindow(options);
    return {
      outputShape: (inputs) => pooledShape(inputs, window),
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const fitted = fitPool([x.shape.slice(1)], window);
          return averageWindows(x, window, fitted, options.countIncludePad);
        }),
      window: (inputs) => layerWindow(inputs, window),
    };
  },
});

/* tfjs's gradient divides by the whole window where its forward pass does not, so padding is laid and counted here. */
function averageWindows(
  x: tf.Tensor4D,
  window: Window2d,
  fitted: FittedWindow,
  countPadding: boolean,
): tf.Tensor {
  const [, height, width] = x.shape;
  const { positions, padding, reach } = fitted;
  const padded = [...reach[0], ...reach[1]].some((zeros) => zeros > 0)
    ? tf.pad(x, [[0, 0], [...reach[0]], [...reach[1]], [0, 0]])
    : x;
  const means = tf.avgPool(padded, [...window.kernel], [...window.strides], 'valid');
  const rows = countInside(0, height, window, positions[0], padding[0], countPadding);
  const columns = countInside(1, width, window, positions[1], padding[1], countPadding);
  const area = window.kernel[0] * window.kernel[1];
  if (rows.every((n) => n === window.kernel[0]) && columns.every((n) => n === window.kernel[1])) return means;
  const factors = rows.flatMap((down) => columns.map((across) => area / (down * across)));
  return tf.mul(means, tf.tensor4d(factors, [1, rows.length, columns.length, 1]));
}

/** How many elements of each window along one axis count. */
function countInside(
  axis: 0 | 1,
  size: number,
  window: Window2d,
  positions: number,
  padding: AxisPadding,
  countPadding: boolean,
): readonly number[] {
  const [first, end] = countPadding ? [-padding[0], size + padding[1]] : [0, size];
  return Array.from({ length: positions }, (_, i) => {
    const start = i * window.strides[axis] - padding[0];
    return Math.min(start + window.kernel[axis], end) - Math.max(start, first);
  });
}
