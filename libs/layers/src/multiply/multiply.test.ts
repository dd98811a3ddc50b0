import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { multiply } from './multiply.ts';

const layer = createRegistry().use(multiply).create('layer', 'multiply');
const apply = (...inputs: [tf.Tensor, ...tf.Tensor[]]) =>
  layer.apply({ inputs, weights: {}, state: {}, training: true, rng: createRng(0) }).output;

describe('multiply', () => {
  it('scales each channel by its gate, and differentiates by both', async () => {
    const maps = tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]);
    const gate = tf.tensor4d([10, 100], [1, 1, 1, 2]);
    expect([...(await apply(maps, gate).data())]).toEqual([10, 200, 30, 400]);
    const [byMaps, byGate] = tf.grads((x, g) => tf.sum(apply(x, g)))([maps, gate]);
    expect([...((await byMaps?.data()) ?? [])]).toEqual([10, 100, 10, 100]);
    expect([...((await byGate?.data()) ?? [])]).toEqual([4, 6]);
  });

  it('lets later inputs repeat, never the first', () => {
    expect(
      layer.outputShape([
        [4, 4, 3],
        [1, 1, 3],
        [4, 4, 1],
      ]),
    ).toEqual([4, 4, 3]);
    expect(() =>
      layer.outputShape([
        [1, 1, 3],
        [4, 4, 3],
      ]),
    ).toThrow('Input 2 has shape [4, 4, 3]');
    expect(() => layer.outputShape([[4, 4, 3], [3]])).toThrow('Input 2 has shape [3]');
  });
});
