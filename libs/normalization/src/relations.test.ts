import { createRegistry, createRng, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { normalizationPreset } from './normalization-preset/normalization-preset.ts';

const registry = createRegistry().use(...normalizationPreset);
beforeAll(() => tf.setBackend('cpu'));

const plain = { scale: false, center: false } as const;
const apply = (layer: Layer, x: tf.Tensor): tf.Tensor =>
  layer.apply({ inputs: [x], weights: {}, state: {}, training: true, rng: createRng(0) }).output;
const distance = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
const sizes = fc.record({
  height: fc.integer({ min: 2, max: 5 }),
  width: fc.integer({ min: 1, max: 5 }),
  channels: fc.integer({ min: 1, max: 6 }),
});

it('group normalization is instance normalization with a group per channel, layer normalization with one group', () => {
  fc.assert(
    fc.property(sizes, ({ height, width, channels }) => {
      const x = tf.tensor4d(createRng(4).normal(3 * height * width * channels), [3, height, width, channels]);
      const group = (groups: number) =>
        apply(registry.create('normalization', { id: 'group', groups, ...plain }), x);
      const instance = apply(registry.create('normalization', { id: 'instance', ...plain }), x);
      const layer = apply(registry.create('normalization', { id: 'layer', ...plain }), x);
      expect(distance(group(channels), instance)).toBeLessThan(1e-5);
      expect(distance(group(1), layer)).toBeLessThan(1e-5);
    }),
    { numRuns: 20, seed: 3 },
  );
});
