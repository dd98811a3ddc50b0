import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { localResponse } from './local-response.ts';

const registry = createRegistry().use(localResponse);
const apply = (config: object, x: tf.Tensor) =>
  registry
    .create('normalization', { id: 'local-response', ...config })
    .apply({ inputs: [x], weights: {}, state: {}, training: true, rng: createRng(0) }).output;

describe('local response normalization', () => {
  it.each([1, 2, 3, 5])('divides by the energy of %d neighbours', async (size) => {
    const values = createRng(2).normal(2 * 3 * 6);
    const x = tf.tensor3d(values, [2, 3, 6]);
    const y = await apply({ size, alpha: 0.5, beta: 0.6, k: 1.5 }, x).data();
    values.forEach((value, i) => {
      const c = i % 6;
      let sum = 0;
      for (
        let other = c - Math.floor(size / 2);
        other <= Math.min(5, c + Math.floor((size - 1) / 2));
        other++
      ) {
        if (other >= 0) sum += (values[i - c + other] ?? NaN) ** 2;
      }
      expect(y[i]).toBeCloseTo(value / (1.5 + (0.5 / size) * sum) ** 0.6, 5);
    });
  });

  it('agrees with tfjs’s own kernel, whose alpha is not divided, in value and gradient', async () => {
    const x = tf.tensor4d(createRng(7).normal(2 * 2 * 2 * 8), [2, 2, 2, 8]);
    const cotangent = tf.tensor4d(createRng(8).normal(64), [2, 2, 2, 8]);
    const ours = tf.grad((a) => tf.sum(tf.mul(apply({ alpha: 0.5 }, a), cotangent)))(x);
    const theirs = tf.grad((a) =>
      tf.sum(tf.mul(tf.localResponseNormalization(a as tf.Tensor4D, 2, 2, 0.1, 0.75), cotangent)),
    )(x);
    expect((await tf.max(tf.abs(tf.sub(ours, theirs))).data())[0]).toBeLessThan(1e-5);
  });
});
