import { createRegistry, createRng, type Layer, type NamedTensors } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { layerPreset } from './layer-preset/layer-preset.ts';

const registry = createRegistry().use(...layerPreset);
beforeAll(() => tf.setBackend('cpu'));

const rng = createRng(12);
const random = (name: string, shape: number[]): tf.Tensor =>
  tf.tensor(rng.fold(name).normal(shape.reduce((a, b) => a * b, 1)), shape);
const apply = (layer: Layer, x: tf.Tensor, weights: NamedTensors): tf.Tensor =>
  layer.apply({ inputs: [x], weights, state: {}, training: true, rng }).output;
const distance = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;

const geometry = fc.record({
  kernelSize: fc.integer({ min: 1, max: 3 }),
  strides: fc.integer({ min: 1, max: 2 }),
  padding: fc.constantFrom('valid' as const, 'same' as const, 1),
  height: fc.integer({ min: 3, max: 6 }),
  width: fc.integer({ min: 3, max: 6 }),
});
const few = { numRuns: 15, seed: 7 };

describe('relations between layers', () => {
  it('depthwise, then 1×1, is separable', () => {
    fc.assert(
      fc.property(geometry, ({ height, width, ...window }) => {
        const x = random('x', [2, height, width, 3]);
        const { kernelSize: k } = window;
        const depthwiseKernel = random('depthwise', [k, k, 3, 2]);
        const pointwiseKernel = random('pointwise', [1, 1, 6, 4]);
        const plain = { useBias: false } as const;
        const middle = apply(
          registry.create('layer', { id: 'depthwise-conv', depthMultiplier: 2, ...window, ...plain }),
          x,
          { kernel: depthwiseKernel },
        );
        const two = apply(
          registry.create('layer', { id: 'conv', filters: 4, kernelSize: 1, ...plain }),
          middle,
          {
            kernel: pointwiseKernel,
          },
        );
        const one = apply(
          registry.create('layer', {
            id: 'separable-conv',
            filters: 4,
            depthMultiplier: 2,
            ...window,
            ...plain,
          }),
          x,
          { depthwiseKernel, pointwiseKernel },
        );
        expect(distance(one, two)).toBeLessThan(1e-5);
      }),
      few,
    );
  });

  it('a grouped convolution is its groups side by side', () => {
    fc.assert(
      fc.property(geometry, ({ height, width, ...window }) => {
        const x = random('x', [2, height, width, 4]);
        const { kernelSize: k } = window;
        const kernel = random('kernel', [k, k, 2, 6]);
        const whole = apply(
          registry.create('layer', { id: 'conv', filters: 6, groups: 2, ...window, useBias: false }),
          x,
          { kernel },
        );
        const half = registry.create('layer', { id: 'conv', filters: 3, ...window, useBias: false });
        const parts = [0, 1].map((g) =>
          apply(half, tf.slice(x, [0, 0, 0, 2 * g], [-1, -1, -1, 2]), {
            kernel: tf.slice(kernel, [0, 0, 0, 3 * g], [-1, -1, -1, 3]),
          }),
        );
        expect(distance(whole, tf.concat(parts, 3))).toBeLessThan(1e-5);
      }),
      few,
    );
  });

  it('a locally connected layer with tied weights is a convolution', () => {
    fc.assert(
      fc.property(geometry, ({ height, width, ...window }) => {
        const x = random('x', [2, height, width, 2]);
        const { kernelSize: k } = window;
        const kernel = random('kernel', [k, k, 2, 3]);
        const conv = registry.create('layer', { id: 'conv', filters: 3, ...window, useBias: false });
        const local = registry.create('layer', {
          id: 'locally-connected',
          filters: 3,
          ...window,
          useBias: false,
        });
        const [positions = 0] = local.weights?.([[height, width, 2]])['kernel']?.shape ?? [];
        const tied = tf.tile(kernel.reshape([1, k * k * 2, 3]), [positions, 1, 1]);
        expect(distance(apply(local, x, { kernel: tied }), apply(conv, x, { kernel }))).toBeLessThan(1e-5);
      }),
      few,
    );
  });

  it('two stacked 3×3 convolutions see what one 5×5 sees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 7 }), (row, column) => {
        const x = random('x', [1, 9, 8, 1]);
        const conv = (kernelSize: number) =>
          registry.create('layer', { id: 'conv', filters: 1, kernelSize, padding: 'same', useBias: false });
        const [three, five] = [tf.ones([3, 3, 1, 1]), tf.ones([5, 5, 1, 1])];
        const seen = (f: (input: tf.Tensor) => tf.Tensor): string => {
          const one = tf.grad((input: tf.Tensor) =>
            tf.sum(tf.slice(f(input), [0, row, column, 0], [1, 1, 1, 1])),
          )(x);
          return tf.notEqual(one, 0).dataSync().join('');
        };
        const two = seen((input) =>
          apply(conv(3), apply(conv(3), input, { kernel: three }), { kernel: three }),
        );
        expect(two).toBe(seen((input) => apply(conv(5), input, { kernel: five })));
        expect(two).not.toBe(seen((input) => apply(conv(3), input, { kernel: three })));
      }),
      few,
    );
  });

  it('a transposed convolution is the input gradient of the convolution', () => {
    const x = random('x', [1, 7, 5, 2]);
    const kernel = random('kernel', [3, 3, 2, 3]);
    const conv = registry.create('layer', { id: 'conv', filters: 3, strides: 2, padding: 1, useBias: false });
    const y = random('y', [1, 4, 3, 3]);
    const gradient = tf.grad((input: tf.Tensor) => tf.sum(tf.mul(apply(conv, input, { kernel }), y)))(x);
    const transposed = registry.create('layer', {
      id: 'conv-transpose',
      filters: 2,
      strides: 2,
      padding: 1,
      useBias: false,
    });
    expect(distance(apply(transposed, y, { kernel }), gradient)).toBeLessThan(1e-5);
  });
});
