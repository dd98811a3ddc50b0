import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { conv2d } from '../ops/conv2d/conv2d.ts';
import { useConvlabBackend } from '../use-convlab-backend/use-convlab-backend.ts';
import type { ConvShape } from './conv-shape.ts';
import { randomInput } from './testing/compare.ts';
import { currentState } from './state.ts';
import { suitsWinograd } from './winograd.ts';

interface Geometry {
  batch: number;
  height: number;
  width: number;
  inChannels: number;
  outChannels: number;
  padding: number;
}

function shapeOf({ batch, height, width, inChannels, outChannels, padding }: Geometry): ConvShape {
  const grown = 2 * padding - 2;
  return {
    batch,
    inChannels,
    outChannels,
    inHeight: height,
    inWidth: width,
    outHeight: height + grown,
    outWidth: width + grown,
    kernelHeight: 3,
    kernelWidth: 3,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    padTop: padding,
    padLeft: padding,
    groups: 1,
  };
}

/** The three passes as plain sums in double precision. */
function direct(shape: ConvShape, x: Float32Array, filter: Float32Array, dy: Float32Array): Float64Array[] {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padTop, padLeft } = shape;
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(filter.length);
  const visit = (n: number, h: number, w: number, i: number, j: number): void => {
    const [ih, iw] = [h - padTop + i, w - padLeft + j];
    if (ih < 0 || iw < 0 || ih >= inHeight || iw >= inWidth) return;
    const from = ((n * inHeight + ih) * inWidth + iw) * inChannels;
    const to = ((n * outHeight + h) * outWidth + w) * outChannels;
    for (let c = 0; c < inChannels; c++) {
      const tap = ((i * 3 + j) * inChannels + c) * outChannels;
      for (let f = 0; f < outChannels; f++) {
        y[to + f]! += x[from + c]! * filter[tap + f]!;
        dx[from + c]! += dy[to + f]! * filter[tap + f]!;
        dw[tap + f]! += x[from + c]! * dy[to + f]!;
      }
    }
  };
  for (let n = 0; n < batch; n++)
    for (let h = 0; h < outHeight; h++)
      for (let w = 0; w < outWidth; w++)
        for (let tap = 0; tap < 9; tap++) visit(n, h, w, Math.floor(tap / 3), tap % 3);
  return [y, dx, dw];
}

/** Largest difference, in units of the root mean square of what is expected. */
function error(actual: ArrayLike<number>, expected: Float64Array): number {
  let largest = 0;
  let squares = 0;
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs((actual[i] ?? NaN) - value));
    squares += value * value;
  });
  return largest / Math.sqrt(squares / expected.length);
}

describe.each([
  ['wasm', 1],
  ['wasm', 2],
  ['blas', 1],
  ['blas', 2],
] as const)('Winograd convolutions on %s, %i thread(s)', (gemm, threads) => {
  beforeAll(() => useConvlabBackend({ gemm, threads, parallelFrom: 1 }));

  it.each<[string, Geometry]>([
    ['whole tiles', { batch: 8, height: 8, width: 8, inChannels: 16, outChannels: 8, padding: 1 }],
    [
      'tiles over the border',
      { batch: 4, height: 9, width: 15, inChannels: 12, outChannels: 20, padding: 0 },
    ],
    ['wide padding', { batch: 2, height: 14, width: 13, inChannels: 32, outChannels: 64, padding: 2 }],
    ['several blocks', { batch: 4, height: 60, width: 59, inChannels: 8, outChannels: 8, padding: 1 }],
    ['many channels', { batch: 1, height: 24, width: 22, inChannels: 128, outChannels: 96, padding: 1 }],
  ])('%s: all passes agree with the direct sums', (_name, geometry) => {
    const shape = shapeOf(geometry);
    for (const blas of [undefined, currentState()?.runtime.blas])
      expect(suitsWinograd({ blas }, shape)).toBe(true);
    const { batch, inChannels, outChannels, padding } = geometry;
    const draw = <T extends tf.Tensor>(dims: number[], salt: number): T =>
      tf.tensor(randomInput(dims, salt).values, dims) as unknown as T;
    tf.tidy(() => {
      const x = draw<tf.Tensor4D>([batch, geometry.height, geometry.width, inChannels], 1);
      const filter = draw<tf.Tensor4D>([3, 3, inChannels, outChannels], 2);
      const dy = draw<tf.Tensor4D>([batch, shape.outHeight, shape.outWidth, outChannels], 3);
      const run = (a: tf.Tensor, b: tf.Tensor): tf.Tensor4D =>
        conv2d(a as tf.Tensor4D, b as tf.Tensor4D, { padding });
      const results = [run(x, filter), ...tf.grads(run)([x, filter], dy)];
      const values = [x, filter, dy].map((tensor) => tensor.dataSync() as Float32Array);
      const expected = direct(shape, ...(values as [Float32Array, Float32Array, Float32Array]));
      results.forEach((result, i) =>
        expect(error(result.dataSync(), expected[i] as Float64Array)).toBeLessThan(1e-5),
      );
    });
  });

  it('adds the bias and applies the activation', () => {
    tf.tidy(() => {
      const x = tf.tensor4d(randomInput([4, 10, 10, 8]).values, [4, 10, 10, 8]);
      const filter = tf.tensor4d(randomInput([3, 3, 8, 12], 2).values, [3, 3, 8, 12]);
      const bias = tf.tensor1d(randomInput([12], 3).values);
      const plain = tf.add(conv2d(x, filter, { padding: 1 }), bias).dataSync();
      for (const [activation, limit] of [
        ['relu', Infinity],
        ['relu6', 6],
        ['linear', undefined],
      ] as const) {
        const fused = conv2d(tf.mul(x, 1), filter, { padding: 1, bias, activation }).dataSync();
        const wanted = plain.map((v) => (limit === undefined ? v : Math.min(Math.max(v, 0), limit)));
        expect(error(fused, Float64Array.from(wanted))).toBeLessThan(1e-6);
      }
    });
  });

  it('passes NaN on', () => {
    tf.tidy(() => {
      const x = tf.tensor4d(randomInput([8, 8, 8, 8]).values, [8, 8, 8, 8]);
      const filter = tf.fill<tf.Rank.R4>([3, 3, 8, 8], NaN);
      expect(conv2d(x, filter, { padding: 1 }).dataSync().every(Number.isNaN)).toBe(true);
    });
  });
});
