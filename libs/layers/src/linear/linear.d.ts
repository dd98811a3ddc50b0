import { z } from 'zod';
/**
 * The identity.
 *
 * y = x
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export declare const linear: import("@convlab/core").Plugin<"activation", "convlab/linear", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=linear.d.ts.map