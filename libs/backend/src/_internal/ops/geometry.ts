import { BackendError } from '../../backend-error/backend-error.ts';
import type { ConvShape } from '../conv-shape.ts';

/** A value for height and width, or one for each. */
export type Pair = number | readonly [number, number];

/** Zeros before and after one dimension. */
export type AxisPadding = readonly [number, number];

/**
 * Padding of height and width: none, as much as keeps ceil(size / stride) positions (the odd one after), the same number
 * on all sides, or [[top, bottom], [left, right]].
 */
export type Padding = 'valid' | 'same' | number | readonly [AxisPadding, AxisPadding];

/** One sliding window along one dimension. */
export interface Axis {
  size: number;
  kernel: number;
  stride: number;
  dilation: number;
  before: number;
  after: number;
  positions: number;
}

/** [height, width] of a pair. */
export function toPair(pair: Pair): readonly [number, number] {
  return typeof pair === 'number' ? [pair, pair] : pair;
}

function requirePositive(name: string, pair: readonly [number, number]): void {
  if (pair.every((value) => Number.isInteger(value) && value >= 1)) return;
  throw new BackendError('E_OP_WINDOW', `${name} is [${pair.join(', ')}].`, {
    received: pair,
    expected: 'integers of at least 1',
  });
}

function axisPadding(
  padding: Padding,
  axis: 0 | 1,
  size: number,
  extent: number,
  stride: number,
): AxisPadding {
  if (padding === 'valid') return [0, 0];
  if (padding === 'same') {
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  }
  return typeof padding === 'number' ? [padding, padding] : padding[axis];
}

/** How a window slides over an input; `ceilMode` adds a last position that hangs over the end. */
export interface WindowOptions {
  kernel: readonly [number, number];
  strides: Pair;
  dilations: Pair;
  padding: Padding;
  ceilMode?: boolean;
}

/**
 * Height and width of a window laid over `size`.
 *
 * @throws {BackendError} E_OP_WINDOW for sizes below 1, negative padding, or a window larger than the padded input
 */
export function fitWindow(size: readonly [number, number], options: WindowOptions): [Axis, Axis] {
  const strides = toPair(options.strides);
  const dilations = toPair(options.dilations);
  requirePositive('kernel', options.kernel);
  requirePositive('strides', strides);
  requirePositive('dilations', dilations);
  const fit = (axis: 0 | 1): Axis => {
    const [kernel, stride, dilation] = [options.kernel[axis], strides[axis], dilations[axis]];
    const extent = dilation * (kernel - 1) + 1;
    const [before, after] = axisPadding(options.padding, axis, size[axis], extent, stride);
    const free = size[axis] + before + after - extent;
    if (!(Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0 && free >= 0)) {
      throw new BackendError(
        'E_OP_WINDOW',
        `a window of ${extent} does not fit ${size[axis]} + ${before} + ${after}.`,
        {
          received: { size: size[axis], kernel, dilation, padding: [before, after] },
          expected: 'padding of at least 0 and a window no larger than the padded input',
        },
      );
    }
    let positions = Math.floor(free / stride) + 1;
    // As in PyTorch, the last window must start inside the input or its leading padding.
    if (options.ceilMode === true && free % stride !== 0 && positions * stride < size[axis] + before)
      positions++;
    return { size: size[axis], kernel, stride, dilation, before, after, positions };
  };
  return [fit(0), fit(1)];
}

/** Geometry of a convolution for the kernels. */
export function convShape(
  batch: number,
  inChannels: number,
  outChannels: number,
  groups: number,
  axes: [Axis, Axis],
): ConvShape {
  const [height, width] = axes;
  return {
    batch,
    inChannels,
    outChannels,
    groups,
    inHeight: height.size,
    inWidth: width.size,
    outHeight: height.positions,
    outWidth: width.positions,
    kernelHeight: height.kernel,
    kernelWidth: width.kernel,
    strideHeight: height.stride,
    strideWidth: width.stride,
    dilationHeight: height.dilation,
    dilationWidth: width.dilation,
    padTop: height.before,
    padLeft: width.before,
  };
}

/**
 * Checks the ranks and channels of a convolution.
 *
 * @throws {BackendError} E_OP_RANK, E_OP_GROUPS
 */
export function checkConv(
  inShape: readonly number[],
  filterShape: readonly number[],
  groups: number,
  op: string,
): void {
  if (inShape.length !== 4 || filterShape.length !== 4) {
    throw new BackendError(
      'E_OP_RANK',
      `${op}: x [${inShape.join(', ')}], filter [${filterShape.join(', ')}].`,
      {
        received: [inShape, filterShape],
        expected: 'x [N, H, W, C] and a filter of rank 4',
      },
    );
  }
  const [, , depth = 0, outChannels = 0] = filterShape;
  if (
    !Number.isInteger(groups) ||
    groups < 1 ||
    inShape[3] !== depth * groups ||
    outChannels % groups !== 0
  ) {
    throw new BackendError(
      'E_OP_GROUPS',
      `${op}: ${inShape[3]} channels, filter [${filterShape.join(', ')}], ${groups} groups.`,
      {
        received: { inShape, filterShape, groups },
        expected: 'C = groups · filter.shape[2], and groups to divide the filters',
      },
    );
  }
}
