import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { fitWindow, toPair, type Padding, type Pair } from '../../_internal/ops/geometry.ts';

/** Options of {@link locallyConnected2d}. */
export interface LocallyConnected2dOptions {
  /** [kH, kW]. */
  kernelSize: Pair;
  /** Default 1. */
  strides?: Pair;
  /** Default `valid`. */
  padding?: Padding;
}

/**
 * Locally connected layer: a convolution whose filter differs from position to position.
 *
 * y[n, p, f] = sum_k patch[n, p, k] · filter[p, k, f], k over the kernel's rows, columns and channels
 *
 * Composed of slices and one batched matrix product on every backend.
 * Shapes: x [N, H, W, C], filter [oH · oW, kH · kW · C, F] -> [N, oH, oW, F]
 * @throws {BackendError} E_OP_WINDOW when the window does not fit, E_OP_FILTER for a filter of another shape.
 */
export function locallyConnected2d(
  x: tf.Tensor4D,
  filter: tf.Tensor3D,
  options: LocallyConnected2dOptions,
): tf.Tensor4D {
  const { strides = 1, padding = 'valid' } = options;
  const kernel = toPair(options.kernelSize);
  const [rows, columns] = fitWindow([x.shape[1], x.shape[2]], { kernel, strides, padding, dilations: 1 });
  const [n, , , channels] = x.shape;
  const positions = rows.positions * columns.positions;
  const depth = kernel[0] * kernel[1] * channels;
  if (filter.shape[0] !== positions || filter.shape[1] !== depth) {
    throw new BackendError('E_OP_FILTER', `locallyConnected2d: filter [${filter.shape.join(', ')}].`, {
      received: filter.shape,
      expected: `[${positions}, ${depth}, F]`,
    });
  }
  return tf.tidy(() => {
    const padded = tf.pad(x, [
      [0, 0],
      [rows.before, rows.after],
      [columns.before, columns.after],
      [0, 0],
    ]);
    const taps: tf.Tensor4D[] = [];
    for (let i = 0; i < kernel[0]; i++) {
      for (let j = 0; j < kernel[1]; j++) taps.push(everyNth(everyNth(padded, 1, i, rows), 2, j, columns));
    }
    const patches = tf.reshape(tf.concat(taps, 3), [n, positions, depth]);
    const products = tf.matMul(tf.transpose(patches, [1, 0, 2]), filter);
    return tf.reshape(tf.transpose(products, [1, 0, 2]), [
      n,
      rows.positions,
      columns.positions,
      filter.shape[2],
    ]);
  });
}

/** Every stride-th slice along an axis, from `start`; from slices and reshapes, because StridedSlice has no gradient. */
function everyNth(
  x: tf.Tensor4D,
  axis: 1 | 2,
  start: number,
  { positions, stride }: { positions: number; stride: number },
): tf.Tensor4D {
  const size = [...x.shape];
  const begin = [0, 0, 0, 0];
  begin[axis] = start;
  if (stride === 1) {
    size[axis] = positions;
    return tf.slice(x, begin, size);
  }
  // Whole strides are needed to fold them; the last may reach over the end.
  const missing = Math.max(0, start + positions * stride - (x.shape[axis] ?? 0));
  const paddings = x.shape.map((_, i): [number, number] => (i === axis ? [0, missing] : [0, 0]));
  const grown = tf.pad(x, paddings);
  size[axis] = positions * stride;
  const part = tf.slice(grown, begin, size);
  const folded = [...size.slice(0, axis), positions, stride, ...size.slice(axis + 1)];
  const kept = [...folded];
  kept[axis + 1] = 1;
  const first = tf.slice(
    tf.reshape(part, folded),
    folded.map(() => 0),
    kept,
  );
  const shape = x.shape.map((dim, i) => (i === axis ? positions : dim));
  return tf.reshape(first, shape as [number, number, number, number]);
}
