import type { WeightInfo } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/**
 * The length of each unit's incoming weights, with the summed axes kept as 1.
 *
 * Without `inputAxes` the sum runs over all axes but the last: axis 0 of dense kernels [C, U], axes 0 to 2 of convolution
 * kernels [kH, kW, C, F]. A vector is one unit.
 */
export function unitNorms(value: tf.Tensor, { inputAxes }: WeightInfo): tf.Tensor {
  const axes = inputAxes ?? (value.rank < 2 ? [0] : value.shape.slice(0, -1).map((_, axis) => axis));
  return tf.sqrt(tf.sum(tf.square(value), [...axes], true));
}
