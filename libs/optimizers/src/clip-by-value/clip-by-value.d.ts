import type { Transformation } from '@convlab/core';
/**
 * Clips each element of the gradients.
 *
 * g <- min(max(g, -limit), limit)
 */
export declare function clipByValue(limit: number): Transformation;
//# sourceMappingURL=clip-by-value.d.ts.map