import { z } from 'zod';
/**
 * Two-dimensional convolution.
 *
 * y[n, i, j, f] = bias[f] + Σ_{a, b, c} x[n, s·i + d·a − p, s·j + d·b − p, c] · kernel[a, b, c, f]
 *
 * With groups, filter f sees the channels of its own group alone; groups = 1 is an ordinary convolution, a kernel of size 1 a
 * bottleneck.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, filters], oH = floor((H + p − d(k − 1) − 1) / s) + 1 with p the zeros on both sides;
 * kernel [kH, kW, C / groups, filters], bias [filters]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_GROUPS when the input does not fit.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998; Dumoulin & Visin, "A guide to
 * convolution arithmetic for deep learning", 2016.
 */
export declare const conv: import("@convlab/core").Plugin<"layer", "convlab/conv", z.ZodObject<{
    useBias: z.ZodDefault<z.ZodBoolean>;
    kernelInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    filters: z.ZodInt;
    kernelSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
    dilationRate: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    groups: z.ZodDefault<z.ZodInt>;
}, z.core.$strict>>;
//# sourceMappingURL=conv.d.ts.map