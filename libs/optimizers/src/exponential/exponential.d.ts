import { z } from 'zod';
/**
 * Exponential decay.
 *
 * value(t) = initial · gamma^t, t from 0
 */
export declare const exponentialSchedule: import("@convlab/core").Plugin<"schedule", "convlab/exponential", z.ZodObject<{
    initial: z.ZodDefault<z.ZodNumber>;
    gamma: z.ZodDefault<z.ZodNumber>;
    unit: z.ZodDefault<z.ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=exponential.d.ts.map