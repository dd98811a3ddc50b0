import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByAdamax}. */
export interface AdamaxOptions {
    /** Decay of the first moment. */
    readonly beta1: number;
    /** Decay of the largest gradient. */
    readonly beta2: number;
    /** Added to each gradient’s size. */
    readonly epsilon: number;
}
/** State of {@link scaleByAdamax}. */
export type AdamaxState = {
    readonly count: number;
    readonly firstMoment: NamedTensors;
    readonly largest: NamedTensors;
};
/**
 * Adamax’s rescaling of gradients: Adam with the infinity norm.
 *
 * m <- beta1 m + (1 - beta1) g, u <- max(beta2 u, |g| + epsilon); update = m / (1 - beta1^t) / u
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2.
 */
export declare function scaleByAdamax({ beta1, beta2, epsilon }: AdamaxOptions): Transformation<AdamaxState>;
//# sourceMappingURL=scale-by-adamax.d.ts.map