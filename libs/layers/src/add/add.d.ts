import { z } from 'zod';
/**
 * Element-wise sum.
 *
 * y = Σ_k x_k
 *
 * Shapes: two inputs or more, all [N, ...shape] -> [N, ...shape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when the inputs differ in shape.
 *
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, eq. 1.
 */
export declare const add: import("@convlab/core").Plugin<"layer", "convlab/add", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=add.d.ts.map