import { z } from 'zod';
/**
 * A learned factor and offset for each channel.
 *
 * y[..., c] = x[..., c] · gamma[c] + beta[c]
 *
 * With an average pooling before it, this is the trainable subsampling of 1998.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, §II.B, layer S2.
 */
export declare const channelAffine: import("@convlab/core").Plugin<"layer", "convlab/channel-affine", z.ZodObject<{
    initialScale: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=channel-affine.d.ts.map