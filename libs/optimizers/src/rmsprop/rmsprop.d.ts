import { z } from 'zod';
/**
 * RMSprop.
 *
 * v <- rho v + (1 - rho) g²; w <- w - learningRate · g / (sqrt(v) + epsilon), with momentum on the quotient
 * centered: v - m² in place of v, m the running mean of g
 *
 * @see Tieleman & Hinton, "Lecture 6.5 – RMSProp", COURSERA 2012. Epsilon is added outside the root, as in PyTorch.
 */
export declare const rmsprop: import("@convlab/core").Plugin<"optimizer", "convlab/rmsprop", z.ZodObject<{
    rho: z.ZodDefault<z.ZodNumber>;
    momentum: z.ZodDefault<z.ZodNumber>;
    centered: z.ZodDefault<z.ZodBoolean>;
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
//# sourceMappingURL=rmsprop.d.ts.map