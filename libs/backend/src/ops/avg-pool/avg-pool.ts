import * as tf from '@tensorflow/tfjs';
import type { Axis } from '../../_internal/ops/geometry.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';
import { fitPool, reach, type PoolOptions } from '../../_internal/ops/pool.ts';

/** Options of {@link avgPool}. */
export interface AvgPoolOptions extends PoolOptions {
  /** Divide by the cells of the padded input, not only by inputs; never by what `ceilMode` hangs over. Default false. */
  countIncludePad?: boolean;
}

/**
 * Average pooling; forward and gradient divide by the same count.
 *
 * y[n, i, j, c] = sum_ab x[n, s i + a - p, s j + b - p, c] / count[i, j]
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * @throws {BackendError} E_OP_RANK, E_OP_WINDOW when the window does not fit.
 */
export function avgPool(x: tf.Tensor4D, options: AvgPoolOptions): tf.Tensor4D {
  const includePad = options.countIncludePad === true;
  const { attrs, axes } = fitPool(x, options, includePad ? 1 : 0);
  if (isNativeBackend() && x.size > 0) return runNative('ConvlabAvgPool', { x }, { ...attrs });
  return tf.tidy(() => {
    const [rows, columns] = axes;
    const padded = tf.pad(x, [[0, 0], reach(rows), reach(columns), [0, 0]]);
    const ones: tf.Tensor4D = tf.ones([rows.kernel, columns.kernel, x.shape[3], 1]);
    const sums: tf.Tensor4D = tf.depthwiseConv2d(padded, ones, [rows.stride, columns.stride], 'valid');
    const across = counts(columns, includePad);
    const cells = counts(rows, includePad).map((down) => across.map((count) => [down * count]));
    return tf.div<tf.Tensor4D>(sums, tf.tensor3d(cells));
  });
}

/** Cells that count, per position of a window. */
function counts({ positions, stride, kernel, before, after, size }: Axis, includePad: boolean): number[] {
  return Array.from({ length: positions }, (_, i) => {
    const start = i * stride - before;
    const [low, high] = includePad ? [start, size + after] : [Math.max(0, start), size];
    return Math.min(high, start + kernel) - low;
  });
}
