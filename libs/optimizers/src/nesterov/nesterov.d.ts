import { z } from 'zod';
/**
 * Gradient descent with Nesterov’s momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · (g + momentum · v)
 *
 * @see Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983; Sutskever et al., ICML
 * 2013.
 */
export declare const nesterov: import("@convlab/core").Plugin<"optimizer", "convlab/nesterov", z.ZodObject<{
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
//# sourceMappingURL=nesterov.d.ts.map