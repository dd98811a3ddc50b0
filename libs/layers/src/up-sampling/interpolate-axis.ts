import * as tf from '@tensorflow/tfjs';

/**
 * An image stretched along one axis: a product with a matrix of weights, which differentiates exactly on every backend.
 *
 * tfjs's own gradient of bilinear resizing takes pixels for points, not areas.
 *
 * @param axis    1: height, 2: width
 * @param factor  whole factor of the axis's size
 */
export function interpolateAxis(
  x: tf.Tensor4D,
  axis: 1 | 2,
  factor: number,
  interpolation: 'nearest' | 'bilinear',
): tf.Tensor4D {
  if (factor === 1) return x;
  const size = x.shape[axis];
  const matrix = tf.tensor2d(weights(size, factor, interpolation), [size, size * factor]);
  const order = axis === 1 ? [0, 2, 3, 1] : [0, 1, 3, 2];
  const last = x.transpose<tf.Tensor4D>(order);
  const [a, b, c] = last.shape;
  const stretched: tf.Tensor4D = tf
    .matMul(last.reshape([a * b * c, size]), matrix)
    .reshape([a, b, c, size * factor]);
  return stretched.transpose(axis === 1 ? [0, 3, 1, 2] : [0, 1, 3, 2]);
}

/** Weight of each input position (row) in each output position (column), row-major. */
function weights(size: number, factor: number, interpolation: 'nearest' | 'bilinear'): Float32Array {
  const columns = size * factor;
  const matrix = new Float32Array(size * columns);
  const put = (row: number, column: number, value: number): void => {
    const at = Math.min(Math.max(row, 0), size - 1) * columns + column;
    matrix[at] = (matrix[at] as number) + value;
  };
  for (let column = 0; column < columns; column++) {
    if (interpolation === 'nearest') {
      put(Math.floor(column / factor), column, 1);
      continue;
    }
    const centre = (column + 0.5) / factor - 0.5;
    const below = Math.floor(centre);
    put(below, column, below + 1 - centre);
    put(below + 1, column, centre - below);
  }
  return matrix;
}
