import { z } from 'zod';
/**
 * Local response normalization, across channels.
 *
 * y[c] = x[c] / (k + alpha / size · Σ_{c'} x[c']²)^beta, c' from c − floor(size / 2) to c + floor((size − 1) / 2)
 *
 * A form of lateral inhibition, since displaced by batch normalization.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Deviation: alpha is divided by the size, as in cuda-convnet, Caffe and PyTorch; the paper's formula does not say so.
 *
 * @see Krizhevsky, Sutskever & Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012, §3.3.
 */
export declare const localResponse: import("@convlab/core").Plugin<"normalization", "convlab/local-response", z.ZodObject<{
    size: z.ZodDefault<z.ZodInt>;
    alpha: z.ZodDefault<z.ZodNumber>;
    beta: z.ZodDefault<z.ZodNumber>;
    k: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=local-response.d.ts.map