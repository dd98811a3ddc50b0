import { z } from 'zod';
/**
 * Layer normalization.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over one example (or over one position’s channels)
 *
 * Statistics do not depend on the batch, so training and inference agree.
 *
 * Shapes: x [N, ...shape] -> [N, ...shape]; gamma, beta of `shape` for axis "all", [C] for "channels"
 * Mode: identical in training and inference. Randomness: none.
 *
 * @see Ba, Kiros & Hinton, "Layer normalization", 2016, eq. 3 and 4.
 */
export declare const layer: import("@convlab/core").Plugin<"normalization", "convlab/layer", z.ZodObject<{
    epsilon: z.ZodDefault<z.ZodNumber>;
    scale: z.ZodDefault<z.ZodBoolean>;
    center: z.ZodDefault<z.ZodBoolean>;
    axis: z.ZodDefault<z.ZodEnum<{
        channels: "channels";
        all: "all";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=layer.d.ts.map