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

/** Options of {@link layerNorm}; gamma and beta have the shape of the normalized axes. */
export interface LayerNormOptions extends NormOptions {
  /** The last axes, as in [-1] or [1, 2, 3]. Default [-1]. */
  axes?: readonly number[];
}

/**
 * Layer normalization over the last axes.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) · gamma + beta, E and Var over `axes`
 *
 * Shapes: x [..., axes], gamma, beta in the shape of the axes -> like x
 * @throws {BackendError} E_OP_AXES unless `axes` are the last ones, E_OP_AFFINE for gamma or beta of another shape.
 * @see Ba, Kiros & Hinton, "Layer normalization", 2016, eq. 4.
 */
export function layerNorm<T extends tf.Tensor>(x: T, options: LayerNormOptions = {}): T {
  const { epsilon = DEFAULT_EPSILON } = options;
  const axes = [...(options.axes ?? [-1])]
    .map((axis) => (axis < 0 ? axis + x.rank : axis))
    .sort((a, b) => a - b);
  if (axes.length === 0 || axes.some((axis, i) => axis !== x.rank - axes.length + i)) {
    throw new BackendError('E_OP_AXES', `layerNorm: axes [${axes.join(', ')}] of rank ${x.rank}.`, {
      received: options.axes,
      expected: 'the last axes, each once',
    });
  }
  const inner = x.shape.slice(-axes.length);
  checkAffine(options, inner, 'layerNorm');
  if (!isNativeBackend() || x.size === 0) {
    return tf.tidy(() => affine(standardize(x, axes, epsilon).y, options) as T);
  }
  const channels = inner.reduce((size, dim) => size * dim, 1);
  const attrs = {
    outer: x.size / channels,
    rows: 1,
    channels,
    groups: 1,
    epsilon,
    activation: 'linear',
  } as const;
  return tf.tidy(() => {
    const { gamma, beta } = options;
    const flat = {
      ...(gamma ? { gamma: tf.reshape(gamma, [channels]) } : {}),
      ...(beta ? { beta: tf.reshape(beta, [channels]) } : {}),
    };
    return normalizeNative(x, flat, attrs).y as T;
  });
}
