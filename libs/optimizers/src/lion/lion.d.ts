import { z } from 'zod';
/**
 * Lion.
 *
 * u = sign(beta1 m + (1 - beta1) g); m <- beta2 m + (1 - beta2) g; w <- w - learningRate · (u + weightDecay · w)
 *
 * Wants a learning rate three to ten times smaller, and a weight decay as many times larger, than AdamW.
 *
 * @see Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2.
 */
export declare const lion: import("@convlab/core").Plugin<"optimizer", "convlab/lion", z.ZodObject<{
    beta1: z.ZodDefault<z.ZodNumber>;
    beta2: z.ZodDefault<z.ZodNumber>;
    weightDecay: z.ZodDefault<z.ZodNumber>;
    learningRate: z.ZodDefault<z.ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, z.core.$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: z.ZodOptional<z.ZodNumber>;
    clipNorm: z.ZodOptional<z.ZodNumber>;
    globalClipNorm: z.ZodOptional<z.ZodNumber>;
    accumulateSteps: z.ZodDefault<z.ZodInt>;
    groups: z.ZodDefault<z.ZodReadonly<z.ZodArray<z.ZodObject<{
        weights: z.ZodString;
        factor: z.ZodNumber;
    }, z.core.$strict>>>>;
}, z.core.$strict>>;
//# sourceMappingURL=lion.d.ts.map