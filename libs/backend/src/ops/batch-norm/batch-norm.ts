import * as tf from '@tensorflow/tfjs';
import { composeActivation, type FusedActivation } from '../../_internal/ops/activation.ts';
import { isNativeBackend } from '../../_internal/ops/native.ts';
import {
  affine,
  checkAffine,
  DEFAULT_EPSILON,
  normalizeNative,
  standardize,
  type NormOptions,
} from '../../_internal/ops/normalize.ts';
import { biasActivation } from '../bias-activation/bias-activation.ts';

/** Options of {@link batchNorm}. */
export interface BatchNormOptions extends NormOptions {
  /** Applied last, fused. Default `linear`. */
  activation?: FusedActivation;
}

/** Output and statistics of {@link batchNorm}. */
export interface BatchNormResult<T extends tf.Tensor> {
  y: T;
  /** [C]; carries no gradient. */
  mean: tf.Tensor1D;
  /** [C], biased; carries no gradient. */
  variance: tf.Tensor1D;
}

/**
 * Batch normalization with the batch's own statistics (training).
 *
 * y = activation((x - E[x]) / sqrt(Var[x] + epsilon) · gamma + beta), E and Var per channel, over all other dimensions
 *
 * Shapes: x [N, ..., C], gamma, beta [C] -> y like x, mean and variance [C]
 * @throws {BackendError} E_OP_AFFINE when gamma or beta is not [C].
 * @see Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithm 1.
 */
export function batchNorm<T extends tf.Tensor>(x: T, options: BatchNormOptions = {}): BatchNormResult<T> {
  const { epsilon = DEFAULT_EPSILON, activation = 'linear' } = options;
  const channels = x.shape.at(-1) ?? 1;
  checkAffine(options, [channels], 'batchNorm');
  if (isNativeBackend() && x.size > 0) {
    const attrs = { outer: 1, rows: x.size / channels, channels, groups: channels, epsilon, activation };
    return normalizeNative(x, options, attrs) as BatchNormResult<T>;
  }
  const [y, mean, variance] = tf.tidy(() => {
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const stats = standardize(x, axes, epsilon);
    const output = composeActivation(affine(stats.y, options), activation);
    return [output, tf.reshape(stats.mean, [channels]), tf.reshape(stats.variance, [channels])];
  }) as [T, tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

/** Options of {@link batchNormInference}. */
export interface BatchNormInferenceOptions extends BatchNormOptions {
  /** Running mean, [C]. */
  mean: tf.Tensor1D;
  /** Running variance, [C]. */
  variance: tf.Tensor1D;
}

/**
 * Batch normalization with given statistics (inference): one multiplication and one addition per value.
 *
 * y = activation(x · a + (beta - mean · a)), a = gamma / sqrt(variance + epsilon)
 *
 * Shapes: x [N, ..., C]; mean, variance, gamma, beta [C] -> like x
 * @throws {BackendError} E_OP_AFFINE when gamma or beta is not [C].
 * @see Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithm 2.
 */
export function batchNormInference<T extends tf.Tensor>(x: T, options: BatchNormInferenceOptions): T {
  const { mean, variance, gamma, beta, epsilon = DEFAULT_EPSILON, activation = 'linear' } = options;
  checkAffine(options, [x.shape.at(-1) ?? 1], 'batchNormInference');
  return tf.tidy(() => {
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const factor = gamma ? tf.mul<tf.Tensor1D>(inverse, gamma) : inverse;
    const offset = tf.sub<tf.Tensor1D>(beta ?? 0, tf.mul(mean, factor));
    return biasActivation(tf.mul<T>(x, factor), offset, activation);
  });
}
