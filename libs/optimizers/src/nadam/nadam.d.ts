import { z } from 'zod';
/**
 * NAdam.
 *
 * mu_t = beta1 (1 - 0.96^(t · momentumDecay) / 2), P_t = mu_1 … mu_t
 * w <- w - learningRate · ((1 - mu_t) / (1 - P_t) g + mu_{t+1} / (1 - P_{t+1}) m) / (sqrt(vHat) + epsilon)
 *
 * @see Dozat, "Incorporating Nesterov momentum into Adam", ICLR 2016 workshop.
 */
export declare const nadam: import("@convlab/core").Plugin<"optimizer", "convlab/nadam", z.ZodObject<{
    beta1: z.ZodDefault<z.ZodNumber>;
    beta2: z.ZodDefault<z.ZodNumber>;
    epsilon: z.ZodDefault<z.ZodNumber>;
    momentumDecay: z.ZodDefault<z.ZodNumber>;
    repeatMomentum: z.ZodDefault<z.ZodBoolean>;
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
//# sourceMappingURL=nadam.d.ts.map