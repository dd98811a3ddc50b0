import { z } from 'zod';
/**
 * Group normalization.
 *
 * y = (x - E_g[x]) / sqrt(Var_g[x] + epsilon) * gamma + beta, E_g and Var_g over H, W and the channels of one group
 *
 * Use it when batches are small: statistics do not depend on the batch. One group is layer normalization over the whole
 * example (with gamma and beta per channel), as many groups as channels is instance normalization.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * Applying it throws E_SHAPE_GROUPS when `groups` does not divide C.
 *
 * Deviation: groups is 8, for the small networks trained here; the paper has 32.
 *
 * @see Wu & He, "Group normalization", ECCV 2018, eq. 1, 2 and 7.
 */
export declare const group: import("@convlab/core").Plugin<"normalization", "convlab/group", z.ZodObject<{
    epsilon: z.ZodDefault<z.ZodNumber>;
    scale: z.ZodDefault<z.ZodBoolean>;
    center: z.ZodDefault<z.ZodBoolean>;
    groups: z.ZodDefault<z.ZodInt>;
}, z.core.$strict>>;
//# sourceMappingURL=group.d.ts.map