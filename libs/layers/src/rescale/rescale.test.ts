import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { rescale } from './rescale.ts';

it('computes scale · x + offset', async () => {
  const layer = createRegistry().use(rescale).create('layer', { id: 'rescale', scale: 0.5, offset: -1 });
  const inputs: [tf.Tensor] = [tf.tensor2d([[2, 4, -6]])];
  const { output } = layer.apply({ inputs, weights: {}, state: {}, training: false, rng: createRng(0) });
  expect([...(await output.data())]).toEqual([0, 1, -4]);
  expect(layer.outputShape([[3]])).toEqual([3]);
});
