import { z } from 'zod';
/**
 * Max pooling.
 *
 * y[n, i, j, c] = max_{a, b} x[n, s·i + a − p, s·j + b − p, c]; padding counts as minus infinity
 *
 * The gradient goes to the first of equal maxima.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_PADDING when the input does not fit.
 *
 * @see Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.
 */
export declare const maxPool: import("@convlab/core").Plugin<"layer", "convlab/max-pool", z.ZodObject<{
    poolSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
    ceilMode: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=max-pool.d.ts.map