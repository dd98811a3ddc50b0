import { z } from 'zod';
/** Fields that every layer with a kernel has. */
export declare const kernelFields: {
    useBias: z.ZodDefault<z.ZodBoolean>;
    kernelInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: z.ZodDefault<z.ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, z.core.$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
};
//# sourceMappingURL=kernel-config.d.ts.map