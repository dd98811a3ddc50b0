import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { composeDepthwise } from '../../_internal/ops/compose-conv.ts';
import { checkConv, convShape, fitWindow, type Padding, type Pair } from '../../_internal/ops/geometry.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';

/** Options of {@link depthwiseConv2d}. */
export interface DepthwiseConv2dOptions {
  /** Default 1. */
  strides?: Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Default 1. */
  dilations?: Pair;
}

/**
 * Depthwise convolution: every channel has its own M filters.
 *
 * y[n, i, j, c M + m] = sum_ab x[n, s i + d a - p, s j + d b - p, c] · filter[a, b, c, m]
 *
 * Shapes: x [N, H, W, C], filter [kH, kW, C, M] -> [N, oH, oW, C · M]
 * @throws {BackendError} E_OP_RANK, E_OP_GROUPS, E_OP_WINDOW when shapes and options do not fit.
 */
export function depthwiseConv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  options: DepthwiseConv2dOptions = {},
): tf.Tensor4D {
  const { strides = 1, padding = 'valid', dilations = 1 } = options;
  checkConv(x.shape, filter.shape, 1, 'depthwiseConv2d');
  const [kernelHeight, kernelWidth, channels, multiplier] = filter.shape;
  if (multiplier < 1) {
    throw new BackendError('E_OP_GROUPS', 'depthwiseConv2d: a channel multiplier of 0.', {
      received: filter.shape,
    });
  }
  const axes = fitWindow([x.shape[1], x.shape[2]], {
    kernel: [kernelHeight, kernelWidth],
    strides,
    dilations,
    padding,
  });
  const shape = convShape(x.shape[0], channels, channels * multiplier, 1, axes);
  if (isNativeBackend() && x.size > 0) return runNative('ConvlabDepthwise', { x, filter }, { shape });
  return tf.tidy(() =>
    composeDepthwise(x, filter, { ...shape, padBottom: axes[0].after, padRight: axes[1].after }),
  );
}
