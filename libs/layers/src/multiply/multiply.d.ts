import { z } from 'zod';
/**
 * Element-wise product, as of feature maps with a gate.
 *
 * y = x_1 · x_2 · …; an axis of size 1 in a later input is repeated
 *
 * Shapes: two inputs or more, [N, ...shape] and [N, ...shape with ones] -> [N, ...shape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when an input does not fit the first.
 *
 * @see Hu, Shen & Sun, "Squeeze-and-excitation networks", CVPR 2018, eq. 4.
 */
export declare const multiply: import("@convlab/core").Plugin<"layer", "convlab/multiply", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=multiply.d.ts.map