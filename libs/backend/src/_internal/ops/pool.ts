import type * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import type { PoolAttrs } from '../op-kernels/pool.ts';
import { fitWindow, toPair, type Axis, type Padding, type Pair } from './geometry.ts';

/** Options of the pooling ops. */
export interface PoolOptions {
  poolSize: Pair;
  /** Default: the pool size. */
  strides?: Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Add a last window that hangs over the end, where rounding down leaves inputs out. Default false. */
  ceilMode?: boolean;
}

/** Pooling fitted to an input: kernel attributes, and the axes for composing. */
export interface FittedPool {
  attrs: PoolAttrs;
  axes: [Axis, Axis];
}

/** Lays a pooling window over x. */
export function fitPool(x: tf.Tensor4D, options: PoolOptions, includePad: 0 | 1): FittedPool {
  if (x.shape.length !== 4) {
    throw new BackendError('E_OP_RANK', `pooling of x [${(x.shape as number[]).join(', ')}].`, {
      received: x.shape,
      expected: 'x [N, H, W, C]',
    });
  }
  const { poolSize, strides = poolSize, padding = 'valid', ceilMode = false } = options;
  const [n, h, w, c] = x.shape;
  const axes = fitWindow([h, w], { kernel: toPair(poolSize), strides, dilations: 1, padding, ceilMode });
  const [height, width] = axes;
  return {
    axes,
    attrs: {
      inShape: [n, h, w, c],
      outShape: [n, height.positions, width.positions, c],
      geometry: [
        n,
        h,
        w,
        c,
        height.positions,
        width.positions,
        height.kernel,
        width.kernel,
        height.stride,
        width.stride,
        height.before,
        width.before,
      ],
      includePad,
      limits: [h + height.after, w + width.after],
    },
  };
}

/** Padding that makes rounding down give all positions: what was asked for, and what a last window hangs over. */
export function reach({ size, kernel, stride, before, positions }: Axis): [number, number] {
  return [before, Math.max(0, (positions - 1) * stride + kernel - size - before)];
}
