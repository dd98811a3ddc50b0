import { z } from 'zod';
/**
 * Adam.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * w <- w - learningRate · (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 */
export declare const adam: import("@convlab/core").Plugin<"optimizer", "convlab/adam", z.ZodObject<{
    beta1: z.ZodDefault<z.ZodNumber>;
    beta2: z.ZodDefault<z.ZodNumber>;
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
//# sourceMappingURL=adam.d.ts.map