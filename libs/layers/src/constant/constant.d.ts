import { z } from 'zod';
/**
 * Constant initialization.
 *
 * w = value
 */
export declare const constant: import("@convlab/core").Plugin<"initializer", "convlab/constant", z.ZodObject<{
    value: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=constant.d.ts.map