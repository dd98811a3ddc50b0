import { z } from 'zod';
/**
 * Multi-step decay.
 *
 * value(t) = initial · gamma^(number of milestones <= t), t from 0
 */
export declare const multiStepSchedule: import("@convlab/core").Plugin<"schedule", "convlab/multi-step", z.ZodObject<{
    initial: z.ZodDefault<z.ZodNumber>;
    milestones: z.ZodDefault<z.ZodReadonly<z.ZodArray<z.ZodNumber>>>;
    gamma: z.ZodDefault<z.ZodNumber>;
    unit: z.ZodDefault<z.ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=multi-step.d.ts.map