import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByAdadelta}. */
export interface AdadeltaOptions {
    /** Decay of both averages. */
    readonly rho: number;
    /** Added inside both roots. */
    readonly epsilon: number;
}
/** State of {@link scaleByAdadelta}. */
export type AdadeltaState = {
    readonly squaredGradient: NamedTensors;
    readonly squaredUpdate: NamedTensors;
};
/**
 * Adadelta’s rescaling of gradients.
 *
 * v <- rho v + (1 - rho) g²; update = sqrt(d + epsilon) / sqrt(v + epsilon) · g; d <- rho d + (1 - rho) update²
 *
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
 */
export declare function scaleByAdadelta({ rho, epsilon }: AdadeltaOptions): Transformation<AdadeltaState>;
//# sourceMappingURL=scale-by-adadelta.d.ts.map