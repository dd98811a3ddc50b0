import { z } from 'zod';
/**
 * Hyperbolic tangent.
 *
 * y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see LeCun et al., "Efficient BackProp", 1998, §4.4.
 */
export declare const tanh: import("@convlab/core").Plugin<"activation", "convlab/tanh", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=tanh.d.ts.map