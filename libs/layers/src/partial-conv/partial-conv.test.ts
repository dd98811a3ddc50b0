import { createRegistry, createRng, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { conv } from '../conv/conv.ts';
import { glorotUniform } from '../glorot-uniform/glorot-uniform.ts';
import { zeros } from '../zeros/zeros.ts';
import { partialConv } from './partial-conv.ts';

const registry = createRegistry().use(conv, partialConv, glorotUniform, zeros);
const apply = (layer: Layer, x: tf.Tensor, weights: Record<string, tf.Tensor>) =>
  layer.apply({ inputs: [x], weights, state: {}, training: true, rng: createRng(0) }).output;

const connections = [[0, 2], [1], [0, 1, 2], [2, 0]];
const partial = registry.create('layer', {
  id: 'partial-conv',
  connections,
  kernelSize: 3,
  padding: 1,
  strides: 2,
});
const full = registry.create('layer', { id: 'conv', filters: 4, kernelSize: 3, padding: 1, strides: 2 });

describe('partially connected convolution', () => {
  it('has one kernel plane per connection', () => {
    expect(partial.weights?.([[6, 6, 3]])).toMatchObject({
      kernel: { shape: [3, 3, 8] },
      bias: { shape: [4] },
    });
    expect(partial.multiplyAdds?.([[6, 6, 3]])).toBe(3 * 3 * 9 * 8);
  });

  it('equals a convolution whose other connections are zero, forwards and backwards', async () => {
    const rng = createRng(3);
    const x = tf.tensor4d(rng.fold('x').normal(2 * 6 * 6 * 3), [2, 6, 6, 3]);
    const kernel = rng.fold('kernel').normal(9 * 8);
    const bias = tf.tensor1d(rng.fold('bias').normal(4));
    const spread = new Float32Array(9 * 3 * 4);
    let k = 0;
    connections.forEach((row, f) =>
      row.forEach((c) => {
        for (let tap = 0; tap < 9; tap++) spread[(tap * 3 + c) * 4 + f] = kernel[tap * 8 + k] ?? NaN;
        k++;
      }),
    );
    const sparse = tf.tensor3d(kernel, [3, 3, 8]);
    const dense = tf.tensor4d(spread, [3, 3, 3, 4]);
    const a = apply(partial, x, { kernel: sparse, bias });
    const b = apply(full, x, { kernel: dense, bias });
    expect(a.shape.slice(1)).toEqual(partial.outputShape([[6, 6, 3]]));
    expect((await tf.max(tf.abs(tf.sub(a, b))).data())[0]).toBeLessThan(1e-5);

    const cotangent = tf.tensor4d(rng.fold('cotangent').normal(2 * 3 * 3 * 4), [2, 3, 3, 4]);
    const loss = (y: tf.Tensor) => tf.sum(tf.mul(y, cotangent));
    const ofSparse = await tf
      .grad((w: tf.Tensor) => loss(apply(partial, x, { kernel: w, bias })))(sparse)
      .data();
    const ofDense = await tf
      .grad((w: tf.Tensor) => loss(apply(full, x, { kernel: w, bias })))(dense)
      .data();
    k = 0;
    connections.forEach((row, f) =>
      row.forEach((c) => {
        for (let tap = 0; tap < 9; tap++)
          expect(ofSparse[tap * 8 + k]).toBeCloseTo(ofDense[(tap * 3 + c) * 4 + f] ?? NaN, 4);
        k++;
      }),
    );
  });

  it('refuses channels that do not exist', () => {
    expect(() => partial.outputShape([[6, 6, 2]])).toThrow('Row 0');
  });
});
