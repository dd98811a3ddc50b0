import { z } from 'zod';
/**
 * Sigmoid linear unit, also called swish.
 *
 * y = x * sigmoid(x)
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see Elfwing, Uchibe & Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning", 2018.
 */
export declare const silu: import("@convlab/core").Plugin<"activation", "convlab/silu", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=silu.d.ts.map