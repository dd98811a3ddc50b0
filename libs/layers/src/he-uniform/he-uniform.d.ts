import { z } from 'zod';
/**
 * He (Kaiming) uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(6 / fan), fan by `mode`
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 10 and 14.
 */
export declare const heUniform: import("@convlab/core").Plugin<"initializer", "convlab/he-uniform", z.ZodObject<{
    mode: z.ZodDefault<z.ZodEnum<{
        fanIn: "fanIn";
        fanOut: "fanOut";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=he-uniform.d.ts.map