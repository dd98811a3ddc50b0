import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { channelAffine } from './channel-affine.ts';

const registry = createRegistry().use(channelAffine);
const layer = registry.create('layer', { id: 'channel-affine', initialScale: 0.5 });

it('multiplies and adds per channel, beginning with its initial scale', async () => {
  const specs = layer.weights?.([[2, 2, 2]]);
  expect(specs).toMatchObject({
    gamma: { shape: [2], role: 'scale' },
    beta: { shape: [2], role: 'offset' },
  });
  expect([...(specs?.['gamma']?.initializer.init([2], { fanIn: 1, fanOut: 1 }, createRng(0)) ?? [])]).toEqual(
    [0.5, 0.5],
  );
  const output = layer.apply({
    inputs: [tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2])],
    weights: { gamma: tf.tensor1d([2, 3]), beta: tf.tensor1d([10, 20]) },
    state: {},
    training: false,
    rng: createRng(0),
  }).output;
  expect([...(await output.data())]).toEqual([12, 26, 16, 32]);
});
