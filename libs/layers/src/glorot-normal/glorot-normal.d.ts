import { z } from 'zod';
/**
 * Glorot (Xavier) normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(2 / (fanIn + fanOut))
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated, as PyTorch’s.
 *
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq. 12.
 */
export declare const glorotNormal: import("@convlab/core").Plugin<"initializer", "convlab/glorot-normal", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=glorot-normal.d.ts.map