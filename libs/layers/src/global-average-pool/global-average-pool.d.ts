import { z } from 'zod';
/**
 * Global average pooling.
 *
 * y[n, c] = Σ_{i, j} x[n, i, j, c] / (H · W)
 *
 * Shapes: x [N, H, W, C] -> [N, C], or [N, 1, 1, C] with `keepDims`
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Lin, Chen & Yan, "Network in network", ICLR 2014, §3.2.
 */
export declare const globalAveragePool: import("@convlab/core").Plugin<"layer", "convlab/global-average-pool", z.ZodObject<{
    keepDims: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=global-average-pool.d.ts.map