import type { Loss } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
/** A regression loss: the mean over all elements of a function of the error outputs − targets. */
export declare function regressionLoss(ofError: (error: tf.Tensor) => tf.Tensor): Loss;
/** |x| whose derivative at 0 is 0; tfjs's own is −1 there. */
export declare function absolute(x: tf.Tensor): tf.Tensor;
//# sourceMappingURL=regression-loss.d.ts.map