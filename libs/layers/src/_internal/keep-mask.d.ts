import { type Rng, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
/** A mask that keeps each element with probability 1 − `rate`, scaled to mean 1; made on the host from `rng`. */
export declare function keepMask(rng: Rng, shape: Shape, rate: number): tf.Tensor;
//# sourceMappingURL=keep-mask.d.ts.map