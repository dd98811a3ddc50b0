import { z } from 'zod';
/**
 * Concatenation along the channels.
 *
 * y[..., 0 : C_1] = x_1, y[..., C_1 : C_1 + C_2] = x_2, …
 *
 * Shapes: two inputs or more, [N, ..., C_k] with the same leading axes -> [N, ..., Σ C_k]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when the inputs differ in more than their channels.
 *
 * @see Szegedy et al., "Going deeper with convolutions", CVPR 2015; Huang et al., "Densely connected convolutional networks",
 * CVPR 2017.
 */
export declare const concatenate: import("@convlab/core").Plugin<"layer", "convlab/concatenate", z.ZodObject<{}, z.core.$strict>>;
//# sourceMappingURL=concatenate.d.ts.map