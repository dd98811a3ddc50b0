import { z } from 'zod';
/**
 * Batch normalization.
 *
 * training:  y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over all axes but the last
 *            movingMean     <- momentum * movingMean + (1 - momentum) * E[x]
 *            movingVariance <- momentum * movingVariance + (1 - momentum) * Var[x] * (n / (n - 1) when unbiased)
 * inference: y = (x - movingMean) / sqrt(movingVariance + epsilon) * gamma + beta
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta, movingMean, movingVariance [C]; n = N · H · W
 * Mode: training uses the batch’s statistics, inference the running ones. Randomness: none. Memory: 2 C weights, 2 C statistics.
 *
 * Deviation: momentum is 0.9 and epsilon 1e-5, as in PyTorch; Keras has 0.99 and 1e-3. For Keras’s choices give
 * `momentum: 0.99, epsilon: 1e-3, runningVariance: 'biased'`.
 *
 * In training, a batch with one value per channel throws E_SHAPE_BATCH: it has no variance.
 *
 * @see Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2.
 */
export declare const batch: import("@convlab/core").Plugin<"normalization", "convlab/batch", z.ZodObject<{
    epsilon: z.ZodDefault<z.ZodNumber>;
    scale: z.ZodDefault<z.ZodBoolean>;
    center: z.ZodDefault<z.ZodBoolean>;
    momentum: z.ZodDefault<z.ZodNumber>;
    runningVariance: z.ZodDefault<z.ZodEnum<{
        unbiased: "unbiased";
        biased: "biased";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=batch.d.ts.map