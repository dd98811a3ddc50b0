import type { Transformation } from '@convlab/core';
/**
 * Shortens all gradients together to a length.
 *
 * g <- g · min(1, limit / sqrt(Σ_weights ||g||²))
 *
 * Keeps the direction of the step, unlike clipping each weight by itself.
 *
 * @see Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
export declare function clipByGlobalNorm(limit: number): Transformation;
//# sourceMappingURL=clip-by-global-norm.d.ts.map