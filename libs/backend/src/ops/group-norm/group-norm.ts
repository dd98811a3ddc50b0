import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { isNativeBackend } from '../../_internal/ops/native.ts';
import {
  affine,
  checkAffine,
  DEFAULT_EPSILON,
  normalizeNative,
  standardize,
  type NormOptions,
} from '../../_internal/ops/normalize.ts';

/** Options of {@link groupNorm}; gamma and beta are [C]. */
export interface GroupNormOptions extends NormOptions {
  /** Channel groups; must divide C. */
  groups: number;
}

/**
 * Group normalization.
 *
 * y = (x - E_g[x]) / sqrt(Var_g[x] + epsilon) · gamma + beta, E_g and Var_g per sample and group of channels
 *
 * Shapes: x [N, ..., C], gamma, beta [C] -> like x
 * @throws {BackendError} E_OP_GROUPS when `groups` does not divide C, E_OP_AFFINE for gamma or beta of another shape.
 * @see Wu & He, "Group normalization", ECCV 2018.
 */
export function groupNorm<T extends tf.Tensor>(x: T, options: GroupNormOptions): T {
  const { groups, epsilon = DEFAULT_EPSILON } = options;
  const channels = x.shape.at(-1) ?? 1;
  const samples = x.shape[0] ?? 1;
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0 || x.rank < 2) {
    throw new BackendError('E_OP_GROUPS', `groupNorm: ${groups} groups of x [${x.shape.join(', ')}].`, {
      received: groups,
      expected: `a divisor of ${channels}`,
    });
  }
  checkAffine(options, [channels], 'groupNorm');
  if (isNativeBackend() && x.size > 0) {
    const rows = x.size / samples / channels;
    const attrs = { outer: samples, rows, channels, groups, epsilon, activation: 'linear' } as const;
    return tf.tidy(() => normalizeNative(x, options, attrs).y as T);
  }
  return tf.tidy(() => {
    const split = tf.reshape(x, [samples, x.size / samples / channels, groups, channels / groups]);
    return affine(tf.reshape(standardize(split, [1, 3], epsilon).y, x.shape), options) as T;
  });
}
