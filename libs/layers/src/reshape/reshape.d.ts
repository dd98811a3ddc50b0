import { z } from 'zod';
/**
 * Reshaping.
 *
 * y is x with its elements in the same row-major order under another shape
 *
 * Shapes: x [N, ...shape] -> [N, ...targetShape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_ELEMENTS when the numbers of elements differ.
 */
export declare const reshape: import("@convlab/core").Plugin<"layer", "convlab/reshape", z.ZodObject<{
    targetShape: z.ZodReadonly<z.ZodArray<z.ZodInt>>;
}, z.core.$strict>>;
//# sourceMappingURL=reshape.d.ts.map