import { z } from 'zod';
/**
 * Huber loss.
 *
 * loss = mean of e² / 2 for |e| <= delta, else delta · (|e| - delta / 2), with e = y - t
 *
 * Reduction: the mean over all N · K elements. Squared near zero, absolute far from it.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 *
 * @see Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 1964.
 */
export declare const huber: import("@convlab/core").Plugin<"loss", "convlab/huber", z.ZodObject<{
    delta: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=huber.d.ts.map