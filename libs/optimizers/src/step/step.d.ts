import { z } from 'zod';
/**
 * Step decay.
 *
 * value(t) = initial · gamma^floor(t / stepSize), t from 0
 */
export declare const stepSchedule: import("@convlab/core").Plugin<"schedule", "convlab/step", z.ZodObject<{
    initial: z.ZodDefault<z.ZodNumber>;
    stepSize: z.ZodDefault<z.ZodNumber>;
    gamma: z.ZodDefault<z.ZodNumber>;
    unit: z.ZodDefault<z.ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=step.d.ts.map