import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { composeTransposed } from '../../_internal/ops/compose-conv.ts';
import { convShape, toPair, type Axis, type Padding, type Pair } from '../../_internal/ops/geometry.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';

/** Options of {@link conv2dTranspose}. */
export interface Conv2dTransposeOptions {
  /** Default 1. */
  strides?: Pair;
  /** Taken off the output; `same` gives in · stride. Default `valid`. */
  padding?: Padding;
  /** Rows and columns added at the end; below the stride or the dilation. Default 0. */
  outputPadding?: Pair;
  /** Default 1. */
  dilations?: Pair;
  /** Default 1. */
  groups?: number;
}

/**
 * Transposed convolution: the input gradient of {@link conv2d}, as a layer.
 *
 * out = (in - 1) · stride - padBefore - padAfter + dilation · (k - 1) + 1 + outputPadding
 *
 * Shapes: x [N, H, W, C], filter [kH, kW, F / groups, C] -> [N, oH, oW, F]
 * @throws {BackendError} E_OP_RANK, E_OP_GROUPS, E_OP_WINDOW when shapes and options do not fit.
 * @see Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4.
 */
export function conv2dTranspose(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  options: Conv2dTransposeOptions = {},
): tf.Tensor4D {
  const { groups = 1 } = options;
  const [kernelHeight = 0, kernelWidth = 0, depth = 0, channels = 0] = filter.shape;
  if (x.shape.length !== 4 || channels !== x.shape[3] || channels % groups !== 0) {
    throw new BackendError(
      'E_OP_GROUPS',
      `conv2dTranspose: x [${x.shape.join(', ')}], filter [${filter.shape.join(', ')}].`,
      {
        received: { x: x.shape, filter: filter.shape, groups },
        expected: 'filter [kH, kW, F / groups, C] with the channels of x, divisible by the groups',
      },
    );
  }
  const axes: [Axis, Axis] = [
    outputAxis(0, x.shape[1], kernelHeight, options),
    outputAxis(1, x.shape[2], kernelWidth, options),
  ];
  const shape = convShape(x.shape[0], depth * groups, channels, groups, axes);
  if (isNativeBackend() && x.size > 0)
    return runNative('ConvlabConv2DInputGradient', { dy: x, filter }, { shape });
  return tf.tidy(() =>
    composeTransposed(x, filter, { ...shape, padBottom: axes[0].after, padRight: axes[1].after }),
  );
}

/** The axis of the convolution whose input gradient this is: its input is our output. */
function outputAxis(axis: 0 | 1, positions: number, kernel: number, options: Conv2dTransposeOptions): Axis {
  const { padding = 'valid' } = options;
  const stride = toPair(options.strides ?? 1)[axis];
  const dilation = toPair(options.dilations ?? 1)[axis];
  const extra = toPair(options.outputPadding ?? 0)[axis];
  const full = (positions - 1) * stride + dilation * (kernel - 1) + 1;
  let [before, after] = [0, 0];
  if (padding === 'same') {
    const total = Math.max(0, full - positions * stride);
    [before, after] = [Math.floor(total / 2), Math.ceil(total / 2)];
  } else if (padding !== 'valid') {
    [before, after] = typeof padding === 'number' ? [padding, padding] : padding[axis];
  }
  const size = padding === 'same' ? positions * stride + extra : full - before - after + extra;
  if (!(size >= 1 && before >= 0 && after >= 0 && extra >= 0 && extra < Math.max(stride, dilation))) {
    throw new BackendError(
      'E_OP_WINDOW',
      `conv2dTranspose: an output of ${size} with output padding ${extra}.`,
      {
        received: { kernel, stride, dilation, padding: [before, after], outputPadding: extra },
        expected: 'an output of at least 1 and an output padding below the stride or the dilation',
      },
    );
  }
  return { size, kernel, stride, dilation, before, after, positions };
}
