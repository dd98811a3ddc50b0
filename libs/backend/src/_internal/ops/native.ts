import * as tf from '@tensorflow/tfjs';
import { BACKEND_NAME } from '../backend-name.ts';

/** True when the current backend is `convlab`, whose kernels are native; else ops are composed from TensorFlow.js core ops. */
export function isNativeBackend(): boolean {
  return tf.getBackend() === BACKEND_NAME;
}

/** Runs a kernel of this backend that gives one tensor. */
export function runNative<T extends tf.Tensor>(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, unknown>,
): T {
  return tf.engine().runKernel<T>(name, inputs, attrs as tf.NamedAttrMap);
}

/** Runs a kernel of this backend that gives several tensors. */
export function runNativeAll(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, unknown>,
): tf.Tensor[] {
  return tf.engine().runKernel<tf.Tensor[]>(name, inputs, attrs as tf.NamedAttrMap);
}
