import type { Shape } from '@convlab/core';
import type { CompiledNode } from '@convlab/network';

/** How the size of a feature map comes about along one axis, with the numbers put in. */
export interface AxisSize {
  readonly input: number;
  /** Zeros on both sides together. */
  readonly padding: number;
  /** Extent of the window: dilation · (kernel − 1) + 1. */
  readonly extent: number;
  readonly stride: number;
  /** How the number of steps is rounded: down, or up as pooling with ceil mode does. */
  readonly rounding: 'floor' | 'ceil';
  readonly output: number;
}

/** How the size of a feature map comes about. */
export interface OutputSize {
  readonly height: AxisSize;
  readonly width: AxisSize;
}

/**
 * Where the size of a sliding layer's feature map comes from.
 *
 * output = ⌊(input + padding − extent) / stride⌋ + 1, or with ⌈ ⌉ in ceil mode
 *
 * @returns null for a node without a sliding window, and where the last window of ceil mode was dropped, so that neither
 *          rounding gives the size
 * @see Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 6.
 */
export function outputSize(
  node: Pick<CompiledNode, 'layer' | 'inputShapes' | 'outputShape'>,
): OutputSize | null {
  const window = node.layer.window?.(node.inputShapes);
  const [input] = node.inputShapes;
  if (window === undefined || window === 'global' || input?.length !== 3) return null;
  const along = (axis: 0 | 1): AxisSize | null => {
    const [before, after] = window.padding[axis];
    return roundedEitherWay({
      input: sizeAt(input, axis),
      padding: before + after,
      extent: window.dilation[axis] * (window.kernel[axis] - 1) + 1,
      stride: window.strides[axis],
      output: sizeAt(node.outputShape, axis),
    });
  };
  const [height, width] = [along(0), along(1)];
  return height === null || width === null ? null : { height, width };
}

/** The formula with the numbers put in: `⌊(224 + 6 − 7) / 2⌋ + 1 = 112`. */
export function formatAxisSize({ input, padding, extent, stride, rounding, output }: AxisSize): string {
  const [open, close] = rounding === 'floor' ? ['⌊', '⌋'] : ['⌈', '⌉'];
  return `${open}(${input} + ${padding} − ${extent}) / ${stride}${close} + 1 = ${output}`;
}

function roundedEitherWay(size: Omit<AxisSize, 'rounding'>): AxisSize | null {
  const steps = (size.input + size.padding - size.extent) / size.stride;
  if (Math.floor(steps) + 1 === size.output) return { ...size, rounding: 'floor' };
  return Math.ceil(steps) + 1 === size.output ? { ...size, rounding: 'ceil' } : null;
}

function sizeAt(shape: Shape, axis: 0 | 1): number {
  return shape[axis] ?? 1;
}
