import * as tf from '@tensorflow/tfjs';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';
import { fitPool, reach, type PoolOptions } from '../../_internal/ops/pool.ts';

/**
 * Max pooling; padding never wins, and the gradient goes to the first largest input of each window.
 *
 * y[n, i, j, c] = max_ab x[n, s i + a - p, s j + b - p, c]
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * @throws {BackendError} E_OP_RANK, E_OP_WINDOW when the window does not fit.
 */
export function maxPool(x: tf.Tensor4D, options: PoolOptions): tf.Tensor4D {
  const { attrs, axes } = fitPool(x, options, 0);
  if (isNativeBackend() && x.size > 0) return runNative('ConvlabMaxPool', { x }, { ...attrs });
  return tf.tidy(() => {
    const paddings: [number, number][] = [[0, 0], reach(axes[0]), reach(axes[1]), [0, 0]];
    const padded = tf.pad(x, paddings, Number.NEGATIVE_INFINITY);
    return tf.maxPool(padded, [axes[0].kernel, axes[1].kernel], [axes[0].stride, axes[1].stride], 'valid');
  });
}
