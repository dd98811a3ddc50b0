import { z } from 'zod';
/**
 * Adaptive average pooling: to a fixed size, whatever the input's.
 *
 * y[n, i, j, c] = mean of x[n, a, b, c] over floor(i · H / oH) ≤ a < ceil((i + 1) · H / oH), and b likewise
 *
 * Lets a network that flattens its last feature map take images of any size. Windows overlap where oH does not divide H.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image. For receptive fields, uneven windows count as their largest, and
 * their step is rounded down.
 *
 * @see He et al., "Spatial pyramid pooling in deep convolutional networks for visual recognition", ECCV 2014, §2.2, for pooling to a
 * fixed size; the window bounds are PyTorch's `AdaptiveAvgPool2d`.
 */
export declare const adaptiveAveragePool: import("@convlab/core").Plugin<"layer", "convlab/adaptive-average-pool", z.ZodObject<{
    outputSize: z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>;
}, z.core.$strict>>;
//# sourceMappingURL=adaptive-average-pool.d.ts.map