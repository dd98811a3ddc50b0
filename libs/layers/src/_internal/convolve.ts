import type { AxisPadding } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { Pair } from './window-config.ts';

/** Geometry of a convolution on an input of known size. */
export interface Convolution {
  readonly strides: Pair;
  readonly padding: readonly [AxisPadding, AxisPadding];
  readonly dilation: Pair;
  readonly groups: number;
}

/**
 * Two-dimensional convolution that differentiates with dilation and groups too.
 *
 * tfjs has no gradient for dilated convolutions and no groups, so a dilated kernel is spread out with zeros, and groups are
 * convolved one by one.
 *
 * Shapes: x [N, H, W, C], kernel [kH, kW, C / groups, F] -> [N, oH, oW, F]
 */
export function convolve(x: tf.Tensor4D, kernel: tf.Tensor4D, convolution: Convolution): tf.Tensor4D {
  const spread = spreadKernel(kernel, convolution.dilation);
  const { groups, strides, padding } = convolution;
  const one = (input: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D =>
    tf.conv2d(input, filter, [...strides], [[0, 0], [...padding[0]], [...padding[1]], [0, 0]]);
  if (groups === 1) return one(x, spread);
  const inputs = tf.split<tf.Tensor4D>(x, groups, 3);
  const filters = tf.split<tf.Tensor4D>(spread, groups, 3);
  return tf.concat(
    inputs.map((input, group) => one(input, filters[group] as tf.Tensor4D)),
    3,
  );
}

/** The kernel with `dilation − 1` zeros between its elements along height and width. */
export function spreadKernel(kernel: tf.Tensor4D, [down, across]: Pair): tf.Tensor4D {
  if (down === 1 && across === 1) return kernel;
  const [height, width, channels, filters] = kernel.shape;
  const rows = withGaps(kernel.reshape([height, 1, width, channels * filters]), down);
  const columns = withGaps(rows.reshape([height * down * width, 1, 1, channels * filters]), across);
  const spread: tf.Tensor4D = columns.reshape([height * down, width * across, channels, filters]);
  return spread.slice(0, [down * (height - 1) + 1, across * (width - 1) + 1, channels, filters]);
}

function withGaps(x: tf.Tensor4D, rate: number): tf.Tensor4D {
  return tf.pad(x, [
    [0, 0],
    [0, rate - 1],
    [0, 0],
    [0, 0],
  ]);
}
