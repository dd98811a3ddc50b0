import { resolvePadding, windowPositions, type AxisPadding, type Padding } from '@convlab/core';
import type { Pair } from './window-config.ts';

/** A two-dimensional sliding window, before it meets an input. */
export interface Window2d {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly ceilMode?: boolean;
}

/** A window laid over an input of known size. */
export interface FittedWindow {
  /** Positions along height and width. */
  readonly positions: Pair;
  /** Zeros around the input. */
  readonly padding: readonly [AxisPadding, AxisPadding];
}

/**
 * Lays a window over an input of `size` [height, width].
 *
 * @throws {ConvlabError} E_SHAPE_WINDOW when it does not fit
 */
export function fitWindow(size: Pair, window: Window2d): FittedWindow {
  const [height, width] = [fitAxis(0, size[0], window), fitAxis(1, size[1], window)];
  return {
    positions: [height.positions, width.positions],
    padding: [height.padding, width.padding],
  };
}

function fitAxis(axis: 0 | 1, size: number, window: Window2d) {
  const along = {
    size,
    kernel: window.kernel[axis],
    stride: window.strides[axis],
    dilation: window.dilation[axis],
    ceilMode: window.ceilMode ?? false,
  };
  const padding = resolvePadding(window.padding, axis, along);
  return { positions: windowPositions({ ...along, padding }), padding };
}
