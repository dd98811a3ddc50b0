import { z } from 'zod';
/**
 * Identity initialization.
 *
 * dense:       w[c, u] = gain where c = u, else 0
 * convolution: w[a, b, c, f] = gain at the middle of the kernel where c = f, else 0 (PyTorch's "dirac")
 *
 * The layer then passes its input on, as far as it has channels for it.
 *
 * Shapes: [C, U] or [kH, kW, C, F]; of an even kernel side, the middle is the later of the two
 *
 * Initializing any other rank throws E_SHAPE_RANK.
 *
 * @see Le, Jaitly & Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015; Zagoruyko &
 * Komodakis, "DiracNets", 2017.
 */
export declare const identity: import("@convlab/core").Plugin<"initializer", "convlab/identity", z.ZodObject<{
    gain: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=identity.d.ts.map