import { z } from 'zod';
/**
 * Glorot (Xavier) uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(6 / (fanIn + fanOut))
 *
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq. 16.
 */
export declare const glorotUniform: import("@convlab/core").Plugin<"initializer", "convlab/glorot-uniform", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=glorot-uniform.d.ts.map