import { z } from 'zod';
/**
 * Depthwise convolution: each input channel is convolved by filters of its own.
 *
 * y[n, i, j, c · m + q] = bias[c · m + q] + Σ_{a, b} x[n, s·i + d·a − p, s·j + d·b − p, c] · kernel[a, b, c, q]
 *
 * With a convolution of kernel size 1 after it, it makes a depthwise separable convolution.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C · m]; kernel [kH, kW, C, m], bias [C · m], m = depthMultiplier
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit.
 *
 * @see Sifre, "Rigid-motion scattering for image classification", 2014, §6.2; Chollet, "Xception", CVPR 2017.
 */
export declare const depthwiseConv: import("@convlab/core").Plugin<"layer", "convlab/depthwise-conv", z.ZodObject<{
    useBias: z.ZodDefault<z.ZodBoolean>;
    kernelInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    depthMultiplier: z.ZodDefault<z.ZodInt>;
    kernelSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
    dilationRate: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
}, z.core.$strict>>;
//# sourceMappingURL=depthwise-conv.d.ts.map