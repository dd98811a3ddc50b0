import { z } from 'zod';
/**
 * Leaky rectified linear unit.
 *
 * y = x for x > 0, else negativeSlope * x
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
 */
export declare const leakyRelu: import("@convlab/core").Plugin<"activation", "convlab/leaky-relu", z.ZodObject<{
    negativeSlope: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=leaky-relu.d.ts.map