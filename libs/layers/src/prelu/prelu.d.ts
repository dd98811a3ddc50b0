import { z } from 'zod';
/**
 * Parametric rectified linear unit.
 *
 * y = x for x > 0, else slope * x, with a learned slope
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; slope [C], or [1] when shared
 * Mode: identical in training and inference. Randomness: none.
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 1.
 */
export declare const prelu: import("@convlab/core").Plugin<"activation", "convlab/prelu", z.ZodObject<{
    initialSlope: z.ZodDefault<z.ZodNumber>;
    shared: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>>;
//# sourceMappingURL=prelu.d.ts.map