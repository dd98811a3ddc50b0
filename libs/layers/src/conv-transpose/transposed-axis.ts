import { ConvlabError, type AxisPadding, type Padding } from '@convlab/core';
import type { Pair } from '../_internal/window-config.ts';

/** The window of a transposed convolution. */
export interface TransposedWindow {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly outputPadding: Pair;
}

/** What a transposed convolution makes of one axis. */
export interface TransposedAxis {
  /** Size of the output. */
  readonly size: number;
  /** What is taken off the full output before and after. */
  readonly padding: AxisPadding;
}

/**
 * The output along one axis (0: height, 1: width) of an input of `size`.
 *
 * (i − 1) · s − p + d · (k − 1) + 1 + outputPadding
 *
 * @throws {ConvlabError} E_SHAPE_WINDOW when nothing is left of it, or the output padding reaches the stride and the dilation
 */
export function transposedAxis(axis: 0 | 1, size: number, window: TransposedWindow): TransposedAxis {
  const [kernel, stride, dilation] = [window.kernel[axis], window.strides[axis], window.dilation[axis]];
  const extra = window.outputPadding[axis];
  const full = (size - 1) * stride + dilation * (kernel - 1) + 1;
  const padding = takenOff(window.padding, axis, full - size * stride);
  const same = window.padding === 'same';
  const output = (same ? size * stride : full - padding[0] - padding[1]) + extra;
  if (output >= 1 && extra < Math.max(stride, dilation)) return { size: output, padding };
  throw new ConvlabError({
    code: 'E_SHAPE_WINDOW',
    message:
      `The transposed window does not fit: (i - 1) * s - p + d(k - 1) + 1 + outputPadding = (${size} - 1) * ${stride} - ` +
      `${padding[0] + padding[1]} + ${dilation}(${kernel} - 1) + 1 + ${extra} = ${output}`,
    received: { padding: window.padding, outputPadding: extra },
    expected: `an output of at least 1 and an output padding below ${Math.max(stride, dilation)}`,
  });
}

/** Padding along one axis; for "same", half of what the full output is too large by, the odd one after. */
function takenOff(padding: Padding, axis: 0 | 1, surplus: number): AxisPadding {
  if (padding === 'valid') return [0, 0];
  if (padding === 'same') return [Math.floor(Math.max(surplus, 0) / 2), Math.ceil(Math.max(surplus, 0) / 2)];
  if (typeof padding === 'number') return [padding, padding];
  const along = padding[axis];
  return typeof along === 'number' ? [along, along] : along;
}
