import * as tf from '@tensorflow/tfjs';

/** Activations that native kernels fuse, forward and backward. */
export type FusedActivation = 'linear' | 'relu' | 'relu6';

/** The activation, from core ops. */
export function composeActivation<T extends tf.Tensor>(x: T, activation: FusedActivation): T {
  if (activation === 'relu') return tf.relu(x);
  if (activation === 'relu6') return tf.relu6(x);
  return x;
}
