import { z } from 'zod';
/**
 * A fixed factor and offset.
 *
 * y = scale · x + offset
 *
 * Scaling a residual branch down keeps very wide networks from dying early in training.
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Szegedy et al., "Inception-v4, Inception-ResNet and the impact of residual connections on learning", AAAI 2017, §3.3.
 */
export declare const rescale: import("@convlab/core").Plugin<"layer", "convlab/rescale", z.ZodObject<{
    scale: z.ZodDefault<z.ZodNumber>;
    offset: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=rescale.d.ts.map