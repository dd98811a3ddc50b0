import { z } from 'zod';
/**
 * Average pooling.
 *
 * y[n, i, j, c] = Σ_{a, b} x[n, s·i + a − p, s·j + b − p, c] / count; padding adds zero
 *
 * count: inputs inside the window; with `countIncludePad` also padding (but never what `ceilMode` hangs over).
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_PADDING when the input does not fit.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998 (there with learned scale).
 */
export declare const averagePool: import("@convlab/core").Plugin<"layer", "convlab/average-pool", z.ZodObject<{
    countIncludePad: z.ZodDefault<z.ZodBoolean>;
    poolSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
    ceilMode: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=average-pool.d.ts.map