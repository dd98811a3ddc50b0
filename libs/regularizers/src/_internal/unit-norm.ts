import * as tf from '@tensorflow/tfjs';

/**
 * The length of each unit's incoming weights: over all axes but the last, kept as 1.
 *
 * That is axis 0 for dense kernels [C, U] and axes 0 to 2 for convolution kernels [kH, kW, C, F]; a vector is one unit.
 */
export function unitNorms(value: tf.Tensor): tf.Tensor {
  const axes = value.shape.slice(0, -1).map((_, axis) => axis);
  return tf.sqrt(tf.sum(tf.square(value), value.rank < 2 ? undefined : axes, true));
}
