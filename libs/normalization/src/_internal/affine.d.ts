import { type LayerCall, type Shape, type WeightSpec } from '@convlab/core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { z } from 'zod';
/** Fields that every normalization has. */
export declare const normalizationFields: {
    epsilon: z.ZodDefault<z.ZodNumber>;
    scale: z.ZodDefault<z.ZodBoolean>;
    center: z.ZodDefault<z.ZodBoolean>;
};
/** Which of gamma and beta a normalization learns. */
export interface Affine {
    readonly scale: boolean;
    readonly center: boolean;
}
/** Specifications of gamma (first 1) and beta (first 0), as far as they are learned. */
export declare function affineWeights({ scale, center }: Affine, shape: Shape): Record<string, WeightSpec>;
/** Gamma and beta of a call, as far as they are learned, as the backend's ops take them. */
export declare function affineOf<T extends Tensor = Tensor1D>({ weights }: LayerCall): {
    gamma?: T;
    beta?: T;
};
//# sourceMappingURL=affine.d.ts.map