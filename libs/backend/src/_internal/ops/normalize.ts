import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import type { NormAttrs } from '../op-kernels/norm.ts';
import { runNativeAll } from './native.ts';

/** What every normalization takes. */
export interface NormOptions {
  /** Factor; default 1. */
  gamma?: tf.Tensor;
  /** Offset; default 0. */
  beta?: tf.Tensor;
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
}

/** Default of `epsilon`, as in PyTorch. */
export const DEFAULT_EPSILON = 1e-5;

/** Native normalization; gamma and beta are filled in where missing. */
export function normalizeNative(
  x: tf.Tensor,
  { gamma, beta }: NormOptions,
  attrs: NormAttrs,
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
  const [y, mean, variance] = tf.tidy(() => {
    const inputs = { x, gamma: gamma ?? tf.ones([attrs.channels]), beta: beta ?? tf.zeros([attrs.channels]) };
    return runNativeAll('ConvlabNormalize', inputs, { ...attrs });
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return { y, mean, variance };
}

/** (x - mean) / sqrt(variance + epsilon) over `axes` from core ops, and the statistics (kept dimensions). */
export function standardize(
  x: tf.Tensor,
  axes: number[],
  epsilon: number,
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
  const mean = tf.mean(x, axes, true);
  const centered = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centered), axes, true);
  return { y: tf.mul(centered, tf.rsqrt(tf.add(variance, epsilon))), mean, variance };
}

/** y · gamma + beta, as far as given. */
export function affine(y: tf.Tensor, { gamma, beta }: NormOptions): tf.Tensor {
  const scaled = gamma ? tf.mul(y, gamma) : y;
  return beta ? tf.add(scaled, beta) : scaled;
}

/**
 * Checks that gamma and beta have `shape`.
 *
 * @throws {BackendError} E_OP_AFFINE
 */
export function checkAffine({ gamma, beta }: NormOptions, shape: readonly number[], op: string): void {
  for (const [name, tensor] of Object.entries({ gamma, beta })) {
    if (!tensor || tf.util.arraysEqual(tensor.shape, [...shape])) continue;
    throw new BackendError('E_OP_AFFINE', `${op}: ${name} has shape [${tensor.shape.join(', ')}].`, {
      received: tensor.shape,
      expected: `[${shape.join(', ')}]`,
    });
  }
}
