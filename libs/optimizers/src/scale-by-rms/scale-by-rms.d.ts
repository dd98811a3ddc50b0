import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByRms}. */
export interface RmsOptions {
    /** Decay of the moments. */
    readonly decay: number;
    /** Added to the root. */
    readonly epsilon: number;
    /** Divide by the standard deviation instead of the root mean square. */
    readonly centered?: boolean;
}
/** State of {@link scaleByRms}. */
export type RmsState = {
    readonly meanSquare: NamedTensors;
    /** Mean gradient; empty unless centered. */
    readonly mean: NamedTensors;
};
/**
 * RMSprop’s rescaling of gradients.
 *
 * v <- decay v + (1 - decay) g², m <- decay m + (1 - decay) g
 * update = g / (sqrt(v) + epsilon), or g / (sqrt(max(v - m², 0)) + epsilon) when centered
 *
 * Rounding can make v - m² slightly negative; it is taken for zero, so that no update is NaN.
 *
 * @see Tieleman & Hinton, "Lecture 6.5 – RMSProp", COURSERA 2012; Graves, "Generating sequences with recurrent neural
 * networks", 2013, eq. 38 to 45 (centered).
 */
export declare function scaleByRms({ decay, epsilon, centered }: RmsOptions): Transformation<RmsState>;
//# sourceMappingURL=scale-by-rms.d.ts.map