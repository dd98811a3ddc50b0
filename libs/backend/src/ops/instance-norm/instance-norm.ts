import type * as tf from '@tensorflow/tfjs';
import type { NormOptions } from '../../_internal/ops/normalize.ts';
import { groupNorm } from '../group-norm/group-norm.ts';

/**
 * Instance normalization: group normalization with one channel per group.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) · gamma + beta, E and Var per sample and channel
 *
 * Shapes: x [N, ..., C], gamma, beta [C] -> like x
 * @throws {BackendError} E_OP_AFFINE for gamma or beta of another shape.
 * @see Ulyanov, Vedaldi & Lempitsky, "Instance normalization", 2016, eq. 2.
 */
export function instanceNorm<T extends tf.Tensor>(x: T, options: NormOptions = {}): T {
  return groupNorm(x, { ...options, groups: x.shape.at(-1) ?? 1 });
}
