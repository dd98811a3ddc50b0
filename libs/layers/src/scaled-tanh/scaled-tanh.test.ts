import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { scaledTanh } from './scaled-tanh.ts';

it('leaves −1, 0 and 1 in place and saturates at 1.7159', async () => {
  const layer = createRegistry().use(scaledTanh).create('activation', 'scaled-tanh');
  const x = tf.tensor1d([-100, -1, 0, 1, 100]);
  const { output } = layer.apply({
    inputs: [x],
    weights: {},
    state: {},
    training: false,
    rng: createRng(0),
  });
  const expected = [-1.7159, -1, 0, 1, 1.7159];
  (await output.data()).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4));
});
