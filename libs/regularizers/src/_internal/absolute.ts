import * as tf from '@tensorflow/tfjs';

/** |x| whose derivative at 0 is 0; tfjs's own is −1 there and would drive zero weights away. */
export function absolute(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.sign(x));
}

/** The proximal step of `threshold` · |x|: sign(x) · max(|x| − threshold, 0). Small values become exactly 0. */
export function softThreshold(x: tf.Tensor, threshold: number): tf.Tensor {
  return tf.tidy(() => tf.mul(tf.sign(x), tf.relu(tf.sub(tf.abs(x), threshold))));
}
