import { z } from 'zod';
/**
 * Truncated normal initialization.
 *
 * w ~ N(mean, standardDeviation²), redrawn until |w - mean| <= 2 standardDeviation
 *
 * Cutting off leaves 0.8796 of the standard deviation, as in Keras.
 */
export declare const truncatedNormal: import("@convlab/core").Plugin<"initializer", "convlab/truncated-normal", z.ZodObject<{
    mean: z.ZodDefault<z.ZodNumber>;
    standardDeviation: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=truncated-normal.d.ts.map