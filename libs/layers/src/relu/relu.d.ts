import { z } from 'zod';
/**
 * Rectified linear unit.
 *
 * y = max(x, 0)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Nair & Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.
 */
export declare const relu: import("@convlab/core").Plugin<"activation", "convlab/relu", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=relu.d.ts.map