import { z } from 'zod';
/**
 * Cropping.
 *
 * y[n, i, j, c] = x[n, i + top, j + left, c]
 *
 * Shapes: x [N, H, W, C] -> [N, H - top - bottom, W - left - right, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image, E_SHAPE_CROPPING when nothing is left of it.
 */
export declare const cropping: import("@convlab/core").Plugin<"layer", "convlab/cropping", z.ZodObject<{
    cropping: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
}, z.core.$strict>>;
//# sourceMappingURL=cropping.d.ts.map