import { z } from 'zod';
/**
 * Rectified linear unit with a ceiling.
 *
 * y = min(max(x, 0), 6)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
 */
export declare const relu6: import("@convlab/core").Plugin<"activation", "convlab/relu6", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=relu6.d.ts.map