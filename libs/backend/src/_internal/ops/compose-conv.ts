import * as tf from '@tensorflow/tfjs';
import type { ConvShape } from '../conv-shape.ts';

/** What composing needs beyond the kernels' geometry: the padding at the end. */
export interface ComposedConv extends ConvShape {
  padBottom: number;
  padRight: number;
}

type Explicit = [[number, number], [number, number], [number, number], [number, number]];

function explicit(shape: ComposedConv): Explicit {
  return [
    [0, 0],
    [shape.padTop, shape.padBottom],
    [shape.padLeft, shape.padRight],
    [0, 0],
  ];
}

/** A kernel with dilation - 1 zeros between its taps: core has no gradient for dilated convolutions. */
export function spreadFilter(filter: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor4D {
  if (down === 1 && across === 1) return filter;
  const [height, width, depth, filters] = filter.shape;
  const gaps = (x: tf.Tensor4D, rate: number): tf.Tensor4D =>
    tf.pad(x, [
      [0, 0],
      [0, rate - 1],
      [0, 0],
      [0, 0],
    ]);
  const rows = gaps(tf.reshape(filter, [height, 1, width, depth * filters]), down);
  const columns = gaps(tf.reshape(rows, [height * down * width, 1, 1, depth * filters]), across);
  const whole: tf.Tensor4D = tf.reshape(columns, [height * down, width * across, depth, filters]);
  return tf.slice(whole, 0, [down * (height - 1) + 1, across * (width - 1) + 1, depth, filters]);
}

/** Convolution with dilation and groups from core ops, differentiable. */
export function composeConv(x: tf.Tensor4D, filter: tf.Tensor4D, shape: ComposedConv): tf.Tensor4D {
  const spread = spreadFilter(filter, [shape.dilationHeight, shape.dilationWidth]);
  const strides: [number, number] = [shape.strideHeight, shape.strideWidth];
  const one = (input: tf.Tensor4D, weights: tf.Tensor4D): tf.Tensor4D =>
    tf.conv2d(input, weights, strides, explicit(shape));
  if (shape.groups === 1) return one(x, spread);
  const inputs = tf.split<tf.Tensor4D>(x, shape.groups, 3);
  const filters = tf.split<tf.Tensor4D>(spread, shape.groups, 3);
  return tf.concat(
    inputs.map((input, group) => one(input, filters[group] as tf.Tensor4D)),
    3,
  );
}

/** Depthwise convolution from core ops, differentiable with dilation too. */
export function composeDepthwise(x: tf.Tensor4D, filter: tf.Tensor4D, shape: ComposedConv): tf.Tensor4D {
  const spread = spreadFilter(filter, [shape.dilationHeight, shape.dilationWidth]);
  return tf.depthwiseConv2d(x, spread, [shape.strideHeight, shape.strideWidth], explicit(shape));
}

/** Transposed convolution from core ops: an ordinary one over a zero-stuffed input with the filter turned around. */
export function composeTransposed(x: tf.Tensor4D, filter: tf.Tensor4D, shape: ComposedConv): tf.Tensor4D {
  const [n, height, width, channels] = x.shape;
  const { strideHeight, strideWidth, groups } = shape;
  const spread = spreadFilter(filter, [shape.dilationHeight, shape.dilationWidth]);
  const [kernelHeight, kernelWidth] = spread.shape;
  let stuffed: tf.Tensor4D = x;
  if (strideHeight > 1 || strideWidth > 1) {
    const cells = tf.reshape(x, [n, height, 1, width, 1, channels]);
    const padded = tf.pad(cells, [
      [0, 0],
      [0, 0],
      [0, strideHeight - 1],
      [0, 0],
      [0, strideWidth - 1],
      [0, 0],
    ]);
    const whole: tf.Tensor4D = tf.reshape(padded, [n, height * strideHeight, width * strideWidth, channels]);
    stuffed = tf.slice(whole, 0, [
      n,
      (height - 1) * strideHeight + 1,
      (width - 1) * strideWidth + 1,
      channels,
    ]);
  }
  // One margin may be negative (padding larger than the kernel's reach): then rows are cut instead of added.
  const margins = [
    [kernelHeight - 1 - shape.padTop, shape.inHeight + shape.padTop - ((height - 1) * strideHeight + 1)],
    [kernelWidth - 1 - shape.padLeft, shape.inWidth + shape.padLeft - ((width - 1) * strideWidth + 1)],
  ] as const;
  const grown = tf.pad(stuffed, [
    [0, 0],
    [Math.max(0, margins[0][0]), Math.max(0, margins[0][1])],
    [Math.max(0, margins[1][0]), Math.max(0, margins[1][1])],
    [0, 0],
  ]);
  const cut = tf.slice(
    grown,
    [0, Math.max(0, -margins[0][0]), Math.max(0, -margins[1][0]), 0],
    [n, shape.inHeight + kernelHeight - 1, shape.inWidth + kernelWidth - 1, channels],
  );
  const turned = tf.reverse(spread, [0, 1]);
  const one = (input: tf.Tensor4D, weights: tf.Tensor4D): tf.Tensor4D =>
    tf.conv2d(input, tf.transpose(weights, [0, 1, 3, 2]), 1, 'valid');
  if (groups === 1) return one(cut, turned);
  const inputs = tf.split<tf.Tensor4D>(cut, groups, 3);
  const filters = tf.split<tf.Tensor4D>(turned, groups, 3);
  return tf.concat(
    inputs.map((input, group) => one(input, filters[group] as tf.Tensor4D)),
    3,
  );
}
