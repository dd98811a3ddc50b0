import { z } from 'zod';
/**
 * Drop path: what stochastic depth does to one residual branch.
 *
 * y[n] = x[n] · b[n] / (1 - rate), b ~ Bernoulli(1 - rate) for each example, in training; y = x in inference
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: fresh for each node and step. Memory: no weights.
 *
 * @see Huang et al., "Deep networks with stochastic depth", ECCV 2016, eq. 2.
 */
export declare const dropPath: import("@convlab/core").Plugin<"layer", "convlab/drop-path", z.ZodObject<{
    rate: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=drop-path.d.ts.map