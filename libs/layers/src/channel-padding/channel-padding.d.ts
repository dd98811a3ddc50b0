import { z } from 'zod';
/**
 * Channels of zeros around the input's.
 *
 * y = [0, x, 0] along C
 *
 * A residual shortcut without weights: the identity where the block has more channels than its input.
 *
 * Shapes: x [N, ..., C] -> [N, ..., before + C + after]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, §3.3, option A.
 */
export declare const channelPadding: import("@convlab/core").Plugin<"layer", "convlab/channel-padding", z.ZodObject<{
    before: z.ZodDefault<z.ZodInt>;
    after: z.ZodDefault<z.ZodInt>;
}, z.core.$strict>>;
//# sourceMappingURL=channel-padding.d.ts.map