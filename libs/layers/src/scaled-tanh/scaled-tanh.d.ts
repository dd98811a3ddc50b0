import { z } from 'zod';
/**
 * Scaled hyperbolic tangent.
 *
 * y = 1.7159 · tanh(2/3 · x)
 *
 * Chosen so that y(1) = 1 and y(−1) = −1 and the gain is about 1 where inputs are normalized.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, appendix A.
 */
export declare const scaledTanh: import("@convlab/core").Plugin<"activation", "convlab/scaled-tanh", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=scaled-tanh.d.ts.map