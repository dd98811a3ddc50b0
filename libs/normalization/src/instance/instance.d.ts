import { z } from 'zod';
/**
 * Instance normalization.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over H and W of one example and channel
 *
 * Shapes: x [N, H, W, C] -> [N, H, W, C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * An input of one position throws E_SHAPE_POSITIONS: it has no variance.
 *
 * @see Ulyanov, Vedaldi & Lempitsky, "Instance normalization", 2016, eq. 2.
 */
export declare const instance: import("@convlab/core").Plugin<"normalization", "convlab/instance", z.ZodObject<{
    epsilon: z.ZodDefault<z.ZodNumber>;
    scale: z.ZodDefault<z.ZodBoolean>;
    center: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=instance.d.ts.map