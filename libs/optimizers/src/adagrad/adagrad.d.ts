import { z } from 'zod';
/**
 * Adagrad.
 *
 * s <- s + g²; w <- w - learningRate · g / (sqrt(s) + epsilon)
 *
 * @see Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
 */
export declare const adagrad: import("@convlab/core").Plugin<"optimizer", "convlab/adagrad", z.ZodObject<{
    initialAccumulator: z.ZodDefault<z.ZodNumber>;
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
//# sourceMappingURL=adagrad.d.ts.map