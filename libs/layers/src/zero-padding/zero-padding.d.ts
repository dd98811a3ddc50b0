import { z } from 'zod';
/**
 * Zero padding.
 *
 * y[n, i + top, j + left, c] = x[n, i, j, c], 0 elsewhere
 *
 * Shapes: x [N, H, W, C] -> [N, H + top + bottom, W + left + right, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 */
export declare const zeroPadding: import("@convlab/core").Plugin<"layer", "convlab/zero-padding", z.ZodObject<{
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
}, z.core.$strict>>;
//# sourceMappingURL=zero-padding.d.ts.map