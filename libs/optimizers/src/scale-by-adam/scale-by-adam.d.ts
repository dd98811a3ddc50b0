import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByAdam}. */
export interface AdamOptions {
    /** Decay of the first moment. */
    readonly beta1: number;
    /** Decay of the second moment. */
    readonly beta2: number;
    /** Added to the root of the second moment. */
    readonly epsilon: number;
    /** Divide by the largest second moment so far. */
    readonly amsgrad?: boolean;
}
/** State of {@link scaleByAdam}. */
export type AdamState = {
    readonly count: number;
    readonly firstMoment: NamedTensors;
    readonly secondMoment: NamedTensors;
    /** Largest second moment so far; empty without `amsgrad`. */
    readonly largest: NamedTensors;
};
/**
 * Adam’s rescaling of gradients.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon); with amsgrad, v is the largest v so far
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; Reddi et al., "On the convergence of
 * Adam and beyond", ICLR 2018, algorithm 2. Deviation: amsgrad corrects the bias, as PyTorch does.
 */
export declare function scaleByAdam({ beta1, beta2, epsilon, amsgrad, }: AdamOptions): Transformation<AdamState>;
//# sourceMappingURL=scale-by-adam.d.ts.map