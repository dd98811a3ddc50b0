import * as tf from '@tensorflow/tfjs';
/**
 * An image stretched along one axis: a product with a matrix of weights, which differentiates exactly on every backend.
 *
 * tfjs's own gradient of bilinear resizing takes pixels for points, not areas.
 *
 * @param axis    1: height, 2: width
 * @param factor  whole factor of the axis's size
 */
export declare function interpolateAxis(x: tf.Tensor4D, axis: 1 | 2, factor: number, interpolation: 'nearest' | 'bilinear'): tf.Tensor4D;
//# sourceMappingURL=interpolate-axis.d.ts.map