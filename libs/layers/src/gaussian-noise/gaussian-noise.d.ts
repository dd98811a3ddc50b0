import { z } from 'zod';
/**
 * Gaussian noise.
 *
 * y = x + e, e ~ N(0, standardDeviation²), in training; y = x in inference
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: fresh noise per node and step. Memory: no weights.
 *
 * @see Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 1995.
 */
export declare const gaussianNoise: import("@convlab/core").Plugin<"layer", "convlab/gaussian-noise", z.ZodObject<{
    standardDeviation: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=gaussian-noise.d.ts.map