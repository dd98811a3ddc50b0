import { z } from 'zod';
/**
 * Gaussian error linear unit.
 *
 * exact: y = x / 2 * (1 + erf(x / sqrt(2)))
 * tanh:  y = x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Hendrycks & Gimpel, "Gaussian error linear units (GELUs)", 2016, §2.
 */
export declare const gelu: import("@convlab/core").Plugin<"activation", "convlab/gelu", z.ZodObject<{
    approximate: z.ZodDefault<z.ZodEnum<{
        none: "none";
        tanh: "tanh";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=gelu.d.ts.map