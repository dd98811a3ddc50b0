import { z } from 'zod';
/**
 * LeCun uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(3 / fanIn)
 *
 * @see LeCun et al., "Efficient BackProp", 1998, eq. 16.
 */
export declare const lecunUniform: import("@convlab/core").Plugin<"initializer", "convlab/lecun-uniform", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=lecun-uniform.d.ts.map