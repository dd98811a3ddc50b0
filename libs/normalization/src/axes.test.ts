import { createRegistry, createRng, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalizationPreset } from './normalization-preset/normalization-preset.ts';

const registry = createRegistry().use(...normalizationPreset);
beforeAll(() => tf.setBackend('cpu'));

const SHAPE = [3, 4, 5, 6] as const;
const AXES = ['N', 'H', 'W', 'C'] as const;
const plain = { scale: false, center: false } as const;

/** Which values of the output move when one value of the input does, as sets of positions along each axis. */
async function reach(layer: Layer): Promise<Readonly<Record<string, readonly number[]>>> {
  const values = createRng(4).normal(360);
  const apply = (x: Float32Array) =>
    layer.apply({
      inputs: [tf.tensor4d(x, [...SHAPE])],
      weights: {},
      state: state(layer),
      training: true,
      rng: createRng(0),
    }).output;
  const moved = Float32Array.from(values);
  moved[0] = 5;
  const change = await tf.abs(tf.sub(apply(moved), apply(values))).data();
  const found = AXES.map(() => new Set<number>());
  change.forEach((size, at) => {
    if (size < 1e-6) return;
    const position = [Math.floor(at / 120), Math.floor(at / 30) % 4, Math.floor(at / 6) % 5, at % 6];
    position.forEach((index, axis) => found[axis]?.add(index));
  });
  return Object.fromEntries(AXES.map((axis, i) => [axis, [...(found[i] ?? [])].toSorted((a, b) => a - b)]));
}

const state = (layer: Layer) =>
  Object.fromEntries(
    Object.entries(layer.state?.([[...SHAPE.slice(1)]]) ?? {}).map(([name, { shape, initialValue }]) => [
      name,
      tf.fill([...shape], initialValue),
    ]),
  );

describe('the axes that a normalization says it averages over are those it averages over', () => {
  it.each([
    ['batch', { id: 'batch', ...plain }],
    ['layer', { id: 'layer', ...plain }],
    ['layer over channels', { id: 'layer', axis: 'channels', ...plain }],
    ['instance', { id: 'instance', ...plain }],
    ['group', { id: 'group', groups: 3, ...plain }],
  ] as const)('%s', async (_name, ref) => {
    const layer: Layer = registry.create('normalization', ref);
    const { axes = [], channelGroups = 1 } = layer.averages ?? {};
    const moved = await reach(layer);
    AXES.forEach((axis, i) => {
      const size = (SHAPE[i] as number) / (axis === 'C' ? channelGroups : 1);
      expect(moved[axis], axis).toEqual(Array.from({ length: axes.includes(axis) ? size : 1 }, (_, k) => k));
    });
  });
});

describe('batch normalization', () => {
  /* One channel with the values 1, 2, 3, 6: mean 3, biased variance 3.5, unbiased 14 / 3. */
  it.each([
    ['PyTorch, by default', {}, 0.1 * 3, 0.9 + 0.1 * (14 / 3), 1e-5],
    [
      'Keras',
      { momentum: 0.99, epsilon: 1e-3, runningVariance: 'biased' },
      0.01 * 3,
      0.99 + 0.01 * 3.5,
      1e-3,
    ],
  ] as const)('has the running statistics of %s', async (_name, config, mean, variance, epsilon) => {
    const layer = registry.create('normalization', { id: 'batch', ...plain, ...config });
    const first = { movingMean: tf.tensor1d([0]), movingVariance: tf.tensor1d([1]) };
    const x = tf.tensor2d([1, 2, 3, 6], [4, 1]);
    const given = { inputs: [x] as [tf.Tensor], weights: {}, rng: createRng(0) };
    const { output, state: next = {} } = layer.apply({ ...given, state: first, training: true });
    expect((await output.data())[3]).toBeCloseTo(3 / Math.sqrt(3.5 + epsilon), 5);
    expect((await next['movingMean']?.data())?.[0]).toBeCloseTo(mean, 6);
    expect((await next['movingVariance']?.data())?.[0]).toBeCloseTo(variance, 6);
    const later = layer.apply({ ...given, state: next, training: false }).output;
    expect((await later.data())[0]).toBeCloseTo((1 - mean) / Math.sqrt(variance + epsilon), 5);
  });
});
