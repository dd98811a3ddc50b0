import { z } from 'zod';
/**
 * Convolution with a table of connections: each output channel sees the input channels it lists.
 *
 * y[n, i, j, f] = bias[f] + Σ_{c in connections[f]} Σ_{a, b} x[n, s·i + a − p, s·j + b − p, c] · kernel[a, b, k(f, c)]
 *
 * Fewer connections broke the symmetry of the maps and saved weights. k(f, c) counts the connections row by row.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, number of rows]; kernel [kH, kW, number of connections], bias [number of rows]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit, E_SHAPE_CHANNELS when a listed channel does not
 * exist or is listed twice.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, table I.
 */
export declare const partialConv: import("@convlab/core").Plugin<"layer", "convlab/partial-conv", z.ZodObject<{
    useBias: z.ZodDefault<z.ZodBoolean>;
    kernelInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    connections: z.ZodArray<z.ZodArray<z.ZodInt>>;
    kernelSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
}, z.core.$strict>>;
//# sourceMappingURL=partial-conv.d.ts.map