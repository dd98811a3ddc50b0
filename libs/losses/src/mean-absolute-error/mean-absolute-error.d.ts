import { z } from 'zod';
/**
 * Mean absolute error.
 *
 * loss = mean over n, k of |y - t|
 *
 * Reduction: the mean over all N · K elements. Unit: that of the targets. Predicts the conditional median. The gradient of an
 * error of 0 is 0.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 */
export declare const meanAbsoluteError: import("@convlab/core").Plugin<"loss", "convlab/mean-absolute-error", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=mean-absolute-error.d.ts.map