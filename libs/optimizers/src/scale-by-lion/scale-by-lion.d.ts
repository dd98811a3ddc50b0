import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByLion}. */
export interface LionOptions {
    /** Share of the moment in the update. */
    readonly beta1: number;
    /** Decay of the moment. */
    readonly beta2: number;
}
/** State of {@link scaleByLion}. */
export type LionState = {
    readonly moment: NamedTensors;
};
/**
 * Lion’s sign of an average of gradients.
 *
 * update = sign(beta1 m + (1 - beta1) g); m <- beta2 m + (1 - beta2) g
 *
 * @see Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2.
 */
export declare function scaleByLion({ beta1, beta2 }: LionOptions): Transformation<LionState>;
//# sourceMappingURL=scale-by-lion.d.ts.map