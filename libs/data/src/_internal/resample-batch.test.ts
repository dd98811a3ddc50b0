import { useConvlabBackend } from '@convlab/backend';
import { createRng, type PixelMap } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { resampleBatch } from './resample-batch.ts';
import type { Fill } from './resample.ts';

const rng = createRng(7);
const shape = [15, 14, 3];
const COUNT = 12;
const inputs = rng.fold('values').uniform(COUNT * 15 * 14 * 3, -1, 1);

/** Affine, lens, two affine steps in a row; the first image keeps none. */
const steps = Array.from({ length: COUNT }, (_, i): PixelMap[] => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, lens = 0] = rng.fold(i).uniform(7, -1, 1);
  const first: PixelMap = { affine: [1 + a / 2, b / 2, 5 * c, d / 2, 1 + e / 2, 5 * f] };
  return i === 0 ? [] : [first, { lens: lens / 2 }, first, { affine: [1, 0, f, 0, 1, c] }];
});

const bits = (values: Float32Array): number[] => [...new Uint32Array(values.slice().buffer)];

describe('resampleBatch', () => {
  it.each<Fill>(['edge', 'reflect', { value: 0.1 }])(
    'has the same bits on every backend, fill %o',
    async (fill) => {
      await tf.setBackend('cpu');
      const onHost = resampleBatch(inputs, shape, steps, fill);
      for (const threads of [1, 2]) {
        await useConvlabBackend({ gemm: 'wasm', threads, parallelFrom: 1 });
        const before = { inputs: bits(inputs), tensors: tf.memory().numTensors };
        const natively = resampleBatch(inputs, shape, steps, fill);
        expect(bits(natively)).toEqual(bits(onHost));
        // What is handed out is the caller's: to be changed in place, whatever the backend does next.
        natively.fill(0);
        expect(bits(resampleBatch(inputs, shape, steps, fill))).toEqual(bits(onHost));
        expect({ inputs: bits(inputs), tensors: tf.memory().numTensors }).toEqual(before);
        tf.dispose(tf.ones([COUNT, ...shape]));
        expect(natively.every((value) => value === 0)).toBe(true);
      }
    },
  );
});
