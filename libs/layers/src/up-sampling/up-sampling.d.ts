import { z } from 'zod';
/**
 * Up-sampling by whole factors.
 *
 * nearest:  y[n, i, j, c] = x[n, floor(i / sH), floor(j / sW), c]
 * bilinear: weighted mean of the four pixels around ((i + 1/2) / sH - 1/2, (j + 1/2) / sW - 1/2), edges repeated
 *
 * Shapes: x [N, H, W, C] -> [N, sH · H, sW · W, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * Deviation: pixels are areas, as in PyTorch (align_corners off) and Keras 3; older Keras aligned their corners.
 */
export declare const upSampling: import("@convlab/core").Plugin<"layer", "convlab/up-sampling", z.ZodObject<{
    size: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    interpolation: z.ZodDefault<z.ZodEnum<{
        nearest: "nearest";
        bilinear: "bilinear";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=up-sampling.d.ts.map