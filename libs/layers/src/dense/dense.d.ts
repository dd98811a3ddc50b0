import { z } from 'zod';
/**
 * Dense (fully connected) layer.
 *
 * y[n, u] = bias[u] + Σ_c x[n, c] · kernel[c, u]
 *
 * Shapes: x [N, C] -> [N, units]; kernel [C, units], bias [units]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK when the input is not flat.
 *
 * @see Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 1986.
 */
export declare const dense: import("@convlab/core").Plugin<"layer", "convlab/dense", z.ZodObject<{
    useBias: z.ZodDefault<z.ZodBoolean>;
    kernelInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    units: z.ZodInt;
}, z.core.$strict>>;
//# sourceMappingURL=dense.d.ts.map