import { z } from 'zod';
/**
 * Reduction on a plateau.
 *
 * value <- max(value · factor, minimum) once the metric has not improved for more than `patience` epochs
 *
 * Observing an epoch without the metric throws E_SCHEDULE_METRIC; loading what it did not save throws E_SCHEDULE_STATE.
 *
 * Deviation: as Keras, `minDelta` is absolute; PyTorch’s threshold is relative by default.
 */
export declare const reduceOnPlateau: import("@convlab/core").Plugin<"schedule", "convlab/reduce-on-plateau", z.ZodObject<{
    initial: z.ZodDefault<z.ZodNumber>;
    factor: z.ZodDefault<z.ZodNumber>;
    patience: z.ZodDefault<z.ZodInt>;
    monitor: z.ZodDefault<z.ZodString>;
    better: z.ZodDefault<z.ZodEnum<{
        lower: "lower";
        higher: "higher";
    }>>;
    minDelta: z.ZodDefault<z.ZodNumber>;
    cooldown: z.ZodDefault<z.ZodInt>;
    minimum: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=reduce-on-plateau.d.ts.map