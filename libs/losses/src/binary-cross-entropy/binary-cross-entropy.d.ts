import { z } from 'zod';
/**
 * Binary cross-entropy from logits, for labels that exclude nothing.
 *
 * loss = mean over n, c of t · softplus(-z) + (1 - t) · softplus(z), softplus(z) = log(1 + exp(z))
 * training: t <- t · (1 - labelSmoothing) + labelSmoothing / 2
 *
 * Both terms are exact where they are small, so logits of ±1e4 neither overflow nor give NaN. In nats.
 * Reduction: the mean over all N · C elements.
 *
 * Shapes: logits [N, C], targets [N, C] of 0 and 1 -> scalar
 *
 * Targets of another shape throw E_SHAPE_TARGETS.
 */
export declare const binaryCrossEntropy: import("@convlab/core").Plugin<"loss", "convlab/binary-cross-entropy", z.ZodObject<{
    labelSmoothing: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=binary-cross-entropy.d.ts.map