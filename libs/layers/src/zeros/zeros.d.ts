import { z } from 'zod';
/**
 * Zero initialization.
 *
 * w = 0
 *
 * For biases. A hidden kernel of zeros never learns, as all its units stay alike.
 */
export declare const zeros: import("@convlab/core").Plugin<"initializer", "convlab/zeros", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=zeros.d.ts.map