import { z } from 'zod';
/**
 * Gradient descent with momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · v
 *
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
export declare const momentum: import("@convlab/core").Plugin<"optimizer", "convlab/momentum", z.ZodObject<{
    momentum: z.ZodDefault<z.ZodNumber>;
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
//# sourceMappingURL=momentum.d.ts.map