import { z } from 'zod';
/**
 * Dropout.
 *
 * y = x · m / (1 − rate), m ~ Bernoulli(1 − rate) for each element, in training; y = x in inference
 *
 * Dividing by the kept share keeps the expected value, so that inference needs no correction ("inverted" dropout).
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: a fresh mask per node and step. Memory: no weights.
 *
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 */
export declare const dropout: import("@convlab/core").Plugin<"layer", "convlab/dropout", z.ZodObject<{
    rate: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=dropout.d.ts.map