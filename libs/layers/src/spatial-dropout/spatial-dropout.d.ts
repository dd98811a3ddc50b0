import { z } from 'zod';
/**
 * Spatial dropout.
 *
 * y[n, :, :, c] = x[n, :, :, c] · m[n, c] / (1 - rate), m ~ Bernoulli(1 - rate), in training; y = x in inference
 *
 * Shapes: x [N, H, W, C] -> [N, H, W, C]
 * Mode: acts in training only. Randomness: a fresh mask per node and step. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Tompson et al., "Efficient object localization using convolutional networks", CVPR 2015, §3.2.
 */
export declare const spatialDropout: import("@convlab/core").Plugin<"layer", "convlab/spatial-dropout", z.ZodObject<{
    rate: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=spatial-dropout.d.ts.map