import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { channelPadding } from './channel-padding.ts';

const registry = createRegistry().use(channelPadding);

it('puts zeros around the channels and passes the gradient of the input’s own', async () => {
  const layer = registry.create('layer', { id: 'channel-padding', before: 1, after: 2 });
  expect(layer.outputShape([[4, 5, 2]])).toEqual([4, 5, 5]);
  const apply = (x: tf.Tensor) =>
    layer.apply({ inputs: [x], weights: {}, state: {}, training: false, rng: createRng(0) }).output;
  const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]);
  expect([...(await apply(x).data())]).toEqual([0, 1, 2, 0, 0, 0, 3, 4, 0, 0]);
  const cotangent = tf.tensor4d([9, 1, 2, 9, 9, 9, 3, 4, 9, 9], [1, 1, 2, 5]);
  const gradient = tf.grad((image) => tf.sum(tf.mul(apply(image), cotangent)))(x);
  expect([...(await gradient.data())]).toEqual([1, 2, 3, 4]);
});
