import { type AxisPadding, type Padding } from '@convlab/core';
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
export declare function fitWindow(size: Pair, window: Window2d): FittedWindow;
//# sourceMappingURL=fit-window.d.ts.map