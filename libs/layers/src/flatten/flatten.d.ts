import { z } from 'zod';
/**
 * Flattening.
 *
 * y[n, (i · W + j) · C + c] = x[n, i, j, c]
 *
 * Shapes: x [N, ...shape] -> [N, product of shape], row-major
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export declare const flatten: import("@convlab/core").Plugin<"layer", "convlab/flatten", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=flatten.d.ts.map