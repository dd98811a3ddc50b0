import { z } from 'zod';
/**
 * LeCun normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(1 / fanIn)
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated.
 *
 * @see LeCun et al., "Efficient BackProp", 1998, eq. 16.
 */
export declare const lecunNormal: import("@convlab/core").Plugin<"initializer", "convlab/lecun-normal", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=lecun-normal.d.ts.map