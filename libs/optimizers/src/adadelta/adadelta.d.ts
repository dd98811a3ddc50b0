import { z } from 'zod';
/**
 * Adadelta.
 *
 * v <- rho v + (1 - rho) g²; d = sqrt(u + epsilon) / sqrt(v + epsilon) · g; u <- rho u + (1 - rho) d²; w <- w - learningRate · d
 *
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
 */
export declare const adadelta: import("@convlab/core").Plugin<"optimizer", "convlab/adadelta", z.ZodObject<{
    rho: z.ZodDefault<z.ZodNumber>;
    epsilon: z.ZodDefault<z.ZodNumber>;
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
//# sourceMappingURL=adadelta.d.ts.map