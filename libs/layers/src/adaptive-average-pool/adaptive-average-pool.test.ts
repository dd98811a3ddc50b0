import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { adaptiveAveragePool } from './adaptive-average-pool.ts';

const registry = createRegistry().use(adaptiveAveragePool);
const layer = (outputSize: number | [number, number]) =>
  registry.create('layer', { id: 'adaptive-average-pool', outputSize });
const pool = (x: tf.Tensor, outputSize: number | [number, number]) =>
  layer(outputSize).apply({ inputs: [x], weights: {}, state: {}, training: false, rng: createRng(0) }).output;

describe('adaptive average pooling', () => {
  it('averages the windows of the formula, also where they overlap', async () => {
    const image = Float32Array.from(createRng(1).normal(7 * 5));
    const x = tf.tensor4d(image, [1, 7, 5, 1]);
    const expected: number[] = [];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 4; j++) {
        let sum = 0;
        let count = 0;
        for (let a = Math.floor((i * 7) / 3); a < Math.ceil(((i + 1) * 7) / 3); a++) {
          for (let b = Math.floor((j * 5) / 4); b < Math.ceil(((j + 1) * 5) / 4); b++) {
            sum += image[a * 5 + b] ?? NaN;
            count++;
          }
        }
        expected.push(sum / count);
      }
    }
    const y = pool(x, [3, 4]);
    expect(y.shape).toEqual([1, 3, 4, 1]);
    (await y.data()).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5));
  });

  it('passes an image of the right size on, repeats a smaller one, and averages all for size 1', async () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    expect([...(await pool(x, 2).data())]).toEqual([1, 2, 3, 4]);
    expect([...(await pool(x, [4, 2]).data())]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
    expect([...(await pool(x, 1).data())]).toEqual([2.5]);
  });

  it('tells receptive fields its largest window', () => {
    expect(layer(4).window?.([[6, 8, 1]])).toMatchObject({ kernel: [2, 2], strides: [1, 2] });
    expect(layer(6).window?.([[6, 6, 1]])).toMatchObject({ kernel: [1, 1], strides: [1, 1] });
    expect(layer(1).window?.([[6, 8, 1]])).toBe('global');
  });

  it('sends each output’s gradient to its window, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const gradient = tf.tidy(() => {
      const x = tf.ones([1, 3, 3, 1]);
      return tf.grad((image) => tf.sum(pool(image, 2)))(x);
    });
    expect([...(await gradient.data())]).toEqual([0.25, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 0.25]);
    gradient.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
