import * as tf from '@tensorflow/tfjs';

/** (x − mean) / sqrt(variance + epsilon), with mean and (biased) variance over `axes`, and both beside it. */
export function standardize(
  x: tf.Tensor,
  axes: number[],
  epsilon: number,
): { readonly y: tf.Tensor; readonly mean: tf.Tensor; readonly variance: tf.Tensor } {
  const mean = tf.mean(x, axes, true);
  const centered = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centered), axes, true);
  return { y: tf.mul(centered, tf.rsqrt(tf.add(variance, epsilon))), mean, variance };
}
