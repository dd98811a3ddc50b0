import { z } from 'zod';
/**
 * Stochastic gradient descent with momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · v
 * nesterov: w <- w - learningRate · (g + momentum · v)
 *
 * With momentum 0 it is plain gradient descent. A learning rate of 1 and momentum of 0.9 move as far as one of 10 without.
 *
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013.
 */
export declare const sgd: import("@convlab/core").Plugin<"optimizer", "convlab/sgd", z.ZodObject<{
    momentum: z.ZodDefault<z.ZodNumber>;
    nesterov: z.ZodDefault<z.ZodBoolean>;
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
//# sourceMappingURL=sgd.d.ts.map