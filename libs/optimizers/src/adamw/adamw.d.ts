import { z } from 'zod';
/**
 * AdamW.
 *
 * w <- w - learningRate · (mHat / (sqrt(vHat) + epsilon) + weightDecay · w)
 *
 * The decay acts on kernels alone: biases and normalizations are left as they are.
 *
 * @see Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2. As PyTorch, the decay is scaled by
 * the learning rate.
 */
export declare const adamw: import("@convlab/core").Plugin<"optimizer", "convlab/adamw", z.ZodObject<{
    beta1: z.ZodDefault<z.ZodNumber>;
    beta2: z.ZodDefault<z.ZodNumber>;
    epsilon: z.ZodDefault<z.ZodNumber>;
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
//# sourceMappingURL=adamw.d.ts.map