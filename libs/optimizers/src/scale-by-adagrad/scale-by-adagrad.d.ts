import type { NamedTensors, Transformation } from '@convlab/core';
/** Options of {@link scaleByAdagrad}. */
export interface AdagradOptions {
    /** First value of each sum of squares. */
    readonly initialAccumulator: number;
    /** Added to the root. */
    readonly epsilon: number;
}
/** State of {@link scaleByAdagrad}. */
export type AdagradState = {
    readonly sumOfSquares: NamedTensors;
};
/**
 * Adagrad’s rescaling of gradients.
 *
 * s <- s + g²; update = g / (sqrt(s) + epsilon)
 *
 * @see Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
 */
export declare function scaleByAdagrad({ initialAccumulator, epsilon, }: AdagradOptions): Transformation<AdagradState>;
//# sourceMappingURL=scale-by-adagrad.d.ts.map