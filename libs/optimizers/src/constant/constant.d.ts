import { z } from 'zod';
/**
 * A constant value.
 *
 * value(t) = value
 */
export declare const constantSchedule: import("@convlab/core").Plugin<"schedule", "convlab/constant", z.ZodObject<{
    value: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=constant.d.ts.map