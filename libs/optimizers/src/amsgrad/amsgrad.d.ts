import { z } from 'zod';
/**
 * AMSGrad.
 *
 * Adam, with v replaced by the largest v so far: its steps never grow because a large gradient was forgotten.
 *
 * @see Reddi, Kale & Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2. Deviation: the bias is corrected, as
 * PyTorch does.
 */
export declare const amsgrad: import("@convlab/core").Plugin<"optimizer", "convlab/amsgrad", z.ZodObject<{
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
//# sourceMappingURL=amsgrad.d.ts.map