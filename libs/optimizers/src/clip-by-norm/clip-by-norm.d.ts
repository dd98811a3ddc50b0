import type { Transformation } from '@convlab/core';
/**
 * Shortens each weight’s gradient to a length.
 *
 * g <- g · min(1, limit / ||g||)
 *
 * @see Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
export declare function clipByNorm(limit: number): Transformation;
//# sourceMappingURL=clip-by-norm.d.ts.map