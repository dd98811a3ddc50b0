import { z } from 'zod';
/**
 * Mean squared error.
 *
 * loss = mean over n, k of (y - t)²
 *
 * Reduction: the mean over all N · K elements. Unit: that of the targets, squared. Predicts the conditional mean.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 */
export declare const meanSquaredError: import("@convlab/core").Plugin<"loss", "convlab/mean-squared-error", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=mean-squared-error.d.ts.map