import * as tf from '@tensorflow/tfjs';
/** A moving average after one more value: decay · average + (1 − decay) · value. */
export declare function decayed(average: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor;
//# sourceMappingURL=decayed.d.ts.map