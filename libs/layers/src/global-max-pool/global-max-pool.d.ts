import { z } from 'zod';
/**
 * Global max pooling.
 *
 * y[n, c] = max_{i, j} x[n, i, j, c]
 *
 * The gradient goes to the first of equal maxima.
 *
 * Shapes: x [N, H, W, C] -> [N, C], or [N, 1, 1, C] with `keepDims`
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Oquab et al., "Is object localization for free?", CVPR 2015.
 */
export declare const globalMaxPool: import("@convlab/core").Plugin<"layer", "convlab/global-max-pool", z.ZodObject<{
    keepDims: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=global-max-pool.d.ts.map