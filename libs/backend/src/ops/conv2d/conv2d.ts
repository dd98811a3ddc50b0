import * as tf from '@tensorflow/tfjs';
import { composeActivation, type FusedActivation } from '../../_internal/ops/activation.ts';
import { composeConv } from '../../_internal/ops/compose-conv.ts';
import { checkConv, convShape, fitWindow, type Padding, type Pair } from '../../_internal/ops/geometry.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';

/** Options of {@link conv2d}. */
export interface Conv2dOptions {
  /** Default 1. */
  strides?: Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Distance of neighbouring taps. Default 1. */
  dilations?: Pair;
  /** Independent groups of channels; must divide C and the number of filters. Default 1. */
  groups?: number;
  /** [F], added to every position. */
  bias?: tf.Tensor1D;
  /** Applied last, fused. Default `linear`. */
  activation?: FusedActivation;
}

/**
 * Two-dimensional convolution (cross-correlation) with dilation and groups, differentiable in all combinations.
 *
 * y[n, i, j, f] = activation(sum_abc x[n, s i + d a - p, s j + d b - p, c] · filter[a, b, c, f] + bias[f])
 *
 * Shapes: x [N, H, W, C], filter [kH, kW, C / groups, F] -> [N, oH, oW, F]
 * @throws {BackendError} E_OP_RANK, E_OP_GROUPS, E_OP_WINDOW when shapes and options do not fit.
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Conv2dOptions = {}): tf.Tensor4D {
  const { strides = 1, padding = 'valid', dilations = 1, groups = 1, bias, activation = 'linear' } = options;
  checkConv(x.shape, filter.shape, groups, 'conv2d');
  const [kernelHeight, kernelWidth, , filters] = filter.shape;
  const axes = fitWindow([x.shape[1], x.shape[2]], {
    kernel: [kernelHeight, kernelWidth],
    strides,
    dilations,
    padding,
  });
  const shape = convShape(x.shape[0], x.shape[3], filters, groups, axes);
  if (!isNativeBackend() || x.size === 0) {
    return tf.tidy(() => {
      const y = composeConv(x, filter, { ...shape, padBottom: axes[0].after, padRight: axes[1].after });
      return composeActivation(bias ? tf.add<tf.Tensor4D>(y, bias) : y, activation);
    });
  }
  if (!bias && activation === 'linear')
    return runNative('ConvlabConv2D', { x, filter }, { shape, activation });
  return tf.tidy(() =>
    runNative('ConvlabConv2DBias', { x, filter, bias: bias ?? tf.zeros([filters]) }, { shape, activation }),
  );
}
