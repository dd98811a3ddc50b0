import { z } from 'zod';
/**
 * Orthogonal initialization.
 *
 * w = gain · Q, with the weight as a matrix [all other axes, last axis] and Q'Q = I or QQ' = I, whichever is smaller
 *
 * Q is a random orthonormal basis: normal numbers, orthonormalized.
 *
 * Shapes: rank 2 or more. Initializing another weight throws E_SHAPE_RANK.
 *
 * @see Saxe, McClelland & Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
 * ICLR 2014.
 */
export declare const orthogonal: import("@convlab/core").Plugin<"initializer", "convlab/orthogonal", z.ZodObject<{
    gain: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=orthogonal.d.ts.map