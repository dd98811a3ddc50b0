import * as tf from '@tensorflow/tfjs';
/** min(1, limit / norm) as a scalar, from the squared norm. A norm of 0 gives 1. */
export declare function shrinkTo(limit: number, squaredNorm: tf.Tensor): tf.Tensor;
//# sourceMappingURL=shrink-to.d.ts.map