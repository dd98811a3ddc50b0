import { ConvlabError } from '../errors/convlab-error.ts';

/** Zeros before and after along one axis. */
export type AxisPadding = readonly [before: number, after: number];

/**
 * Padding of a two-dimensional window, as written in a configuration.
 *
 * `valid`: none. `same`: as TensorFlow, the output has ceil(size / stride) positions and the odd zero goes after. A number:
 * on all four sides. A pair `[h, w]`: symmetric by axis. Two pairs: `[[top, bottom], [left, right]]`.
 */
export type Padding =
  'valid' | 'same' | number | readonly [number, number] | readonly [AxisPadding, AxisPadding];

/** A sliding window along one axis. */
export interface AxisWindow {
  /** Size of the input along the axis. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: AxisPadding;
  /** Round the number of positions up instead of down, as PyTorch's pooling does with `ceil_mode`. */
  readonly ceilMode?: boolean;
}

/**
 * Resolves a {@link Padding} along one axis (0: height, 1: width) into zeros before and after.
 *
 * For `same`: total = max((ceil(size / stride) − 1) · stride + dilation · (kernel − 1) + 1 − size, 0).
 */
export function resolvePadding(
  padding: Padding,
  axis: 0 | 1,
  window: Omit<AxisWindow, 'padding'>,
): AxisPadding {
  if (padding === 'valid') return [0, 0];
  if (padding === 'same') return samePadding(window);
  if (typeof padding === 'number') return [padding, padding];
  const along = padding[axis];
  return typeof along === 'number' ? [along, along] : along;
}

function samePadding({ size, kernel, stride, dilation }: Omit<AxisWindow, 'padding'>): AxisPadding {
  const positions = Math.ceil(size / stride);
  const total = Math.max((positions - 1) * stride + dilation * (kernel - 1) + 1 - size, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * The number of positions of a sliding window along one axis.
 *
 * floor((i + p − d · (k − 1) − 1) / s) + 1, with p the zeros on both sides together; with `ceilMode` rounded up, but never
 * with a last window that starts in the padding after the input.
 *
 * @throws {ConvlabError} E_SHAPE_WINDOW when no window fits; the message shows the formula with the numbers put in
 * @see Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 6.
 */
export function windowPositions(window: AxisWindow): number {
  const { size, kernel, stride, dilation, padding, ceilMode = false } = window;
  const span = size + padding[0] + padding[1] - dilation * (kernel - 1) - 1;
  if (span < 0) throw windowDoesNotFit(window);
  if (!ceilMode) return Math.floor(span / stride) + 1;
  const positions = Math.ceil(span / stride) + 1;
  return (positions - 1) * stride >= size + padding[0] ? positions - 1 : positions;
}

function windowDoesNotFit({ size, kernel, stride, dilation, padding }: AxisWindow): ConvlabError {
  const p = padding[0] + padding[1];
  const extent = dilation * (kernel - 1) + 1;
  return new ConvlabError({
    code: 'E_SHAPE_WINDOW',
    message:
      `A window of ${kernel}${dilation > 1 ? ` (dilated to ${extent})` : ''} does not fit into ${size} + ${p} of padding: ` +
      `floor((i + p - d(k - 1) - 1) / s) + 1 = floor((${size} + ${p} - ${dilation}(${kernel} - 1) - 1) / ${stride}) + 1 = ` +
      `${Math.floor((size + p - extent) / stride) + 1}.`,
    expected: `a window of at most ${size + p}, or padding of at least ${extent - size} along this axis`,
    hint: 'Use a smaller kernel, less downsampling before it, or padding "same".',
  });
}
