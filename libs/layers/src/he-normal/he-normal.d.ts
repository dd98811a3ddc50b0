import { z } from 'zod';
/**
 * He (Kaiming) normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(2 / fan), fan by `mode`
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated, as PyTorch’s.
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 10 and 14.
 */
export declare const heNormal: import("@convlab/core").Plugin<"initializer", "convlab/he-normal", z.ZodObject<{
    mode: z.ZodDefault<z.ZodEnum<{
        fanIn: "fanIn";
        fanOut: "fanOut";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=he-normal.d.ts.map