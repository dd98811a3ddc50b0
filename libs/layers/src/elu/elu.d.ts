import { z } from 'zod';
/**
 * Exponential linear unit.
 *
 * y = x for x > 0, else alpha * (exp(x) - 1)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Clevert, Unterthiner & Hochreiter, "Fast and accurate deep network learning by exponential linear units", ICLR 2016, eq. 15.
 */
export declare const elu: import("@convlab/core").Plugin<"activation", "convlab/elu", z.ZodObject<{
    alpha: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=elu.d.ts.map