import { z } from 'zod';
/**
 * Softmax cross-entropy from logits.
 *
 * loss = Σ_n classWeights[t_n] · Σ_c q_nc · -log softmax(logits_n)_c / N
 * q_nc = (1 - labelSmoothing) · [c = t_n] + labelSmoothing / C
 *
 * log softmax(z)_c = z_c - max z - log Σ_k exp(z_k - max z), so logits of ±1e4 neither overflow nor give NaN. In nats.
 * Reduction: the sum over examples divided by their number N, also with class weights, so that batches can be averaged.
 * Smoothing and weights act in training only: a measured loss is the plain cross-entropy.
 *
 * Shapes: logits [N, C], targets [N] int32 -> scalar
 *
 * Targets of another shape throw E_SHAPE_TARGETS, class weights of another number E_LOSS_CLASS_WEIGHTS.
 *
 * Deviation: PyTorch divides by the sum of the examples’ weights instead of N.
 *
 * @see Szegedy et al., "Rethinking the Inception architecture", CVPR 2016, §7 (label smoothing).
 */
export declare const softmaxCrossEntropy: import("@convlab/core").Plugin<"loss", "convlab/softmax-cross-entropy", z.ZodObject<{
    labelSmoothing: z.ZodDefault<z.ZodNumber>;
    classWeights: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodNumber>>>;
}, z.core.$strict>>;
//# sourceMappingURL=softmax-cross-entropy.d.ts.map