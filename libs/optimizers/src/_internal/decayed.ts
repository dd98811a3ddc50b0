import * as tf from '@tensorflow/tfjs';

/** A moving average after one more value: decay · average + (1 − decay) · value. */
export function decayed(average: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor {
  return tf.add(tf.mul(average, decay), tf.mul(value, 1 - decay));
}
