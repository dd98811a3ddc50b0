import { z } from 'zod';
/**
 * Softmax over the last axis.
 *
 * y_c = exp(x_c - max x) / sum_k exp(x_k - max x)
 *
 * Losses take logits; use this as an inner activation, not before a loss.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
 */
export declare const softmax: import("@convlab/core").Plugin<"activation", "convlab/softmax", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=softmax.d.ts.map