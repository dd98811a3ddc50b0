import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByNadam}. */
export interface NadamOptions {
    /** Decay of the first moment. */
    readonly beta1: number;
    /** Decay of the second moment. */
    readonly beta2: number;
    /** Added to the root of the second moment. */
    readonly epsilon: number;
    /** How fast the momentum rises to beta1. */
    readonly momentumDecay: number;
    /** Count mu_t twice in P_{t+1}, as PyTorch did up to version 1.13. */
    readonly repeatMomentum?: boolean;
}
/** State of {@link scaleByNadam}. */
export type NadamState = {
    readonly count: number;
    /** Product of the momenta so far. */
    readonly product: number;
    readonly firstMoment: NamedTensors;
    readonly secondMoment: NamedTensors;
};
/**
 * Nadam’s rescaling of gradients: Adam with Nesterov’s momentum.
 *
 * mu_t = beta1 (1 - 0.96^(t · momentumDecay) / 2), P_t = mu_1 … mu_t
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = ((1 - mu_t) / (1 - P_t) g + mu_{t+1} / (1 - P_{t+1}) m) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * @see Dozat, "Incorporating Nesterov momentum into Adam", ICLR 2016 workshop. The form is PyTorch’s.
 */
export declare function scaleByNadam(options: NadamOptions): Transformation<NadamState>;
//# sourceMappingURL=scale-by-nadam.d.ts.map