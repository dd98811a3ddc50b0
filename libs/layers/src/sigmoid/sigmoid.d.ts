import { z } from 'zod';
/**
 * Logistic sigmoid.
 *
 * y = 1 / (1 + exp(-x))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export declare const sigmoid: import("@convlab/core").Plugin<"activation", "convlab/sigmoid", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=sigmoid.d.ts.map