import { createRegistry, createRng, type Layer, type Registry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { conv } from '../conv/conv.ts';
import { glorotUniform } from '../glorot-uniform/glorot-uniform.ts';
import { zeros } from '../zeros/zeros.ts';
import { depthwiseConv } from './depthwise-conv.ts';

const registry: Registry = createRegistry().use(conv, depthwiseConv, glorotUniform, zeros);
const apply = (layer: Layer, x: tf.Tensor, weights: Record<string, tf.Tensor>) =>
  layer.apply({ inputs: [x], weights, state: {}, training: true, rng: createRng(0) }).output;

const cases: Record<string, unknown>[] = [
  { kernelSize: 3, strides: 2, padding: 1 },
  { kernelSize: [3, 2], padding: 'same' },
  { kernelSize: 3, dilationRate: 2, depthMultiplier: 2 },
];

describe('depthwise convolution', () => {
  it.each(cases)('equals a convolution with one group per channel: %j', async (options) => {
    const { depthMultiplier = 1, ...window } = options;
    const multiplier = Number(depthMultiplier);
    const depthwise = registry.create('layer', { id: 'depthwise-conv', ...options });
    const grouped = registry.create('layer', { id: 'conv', ...window, filters: 4 * multiplier, groups: 4 });
    const rng = createRng(5);
    const input = [2, 7, 8, 4];
    const x = tf.tensor4d(rng.fold('x').normal(2 * 7 * 8 * 4), input as [2, 7, 8, 4]);
    const [height = 0, width = 0] = depthwise.weights?.([input.slice(1)])['kernel']?.shape ?? [];
    const kernel = tf.tensor4d(rng.fold('kernel').normal(height * width * 4 * multiplier), [
      height,
      width,
      4,
      multiplier,
    ]);
    const bias = tf.tensor1d(rng.fold('bias').normal(4 * multiplier));
    const asGroups = (w: tf.Tensor) => w.reshape([height, width, 1, 4 * multiplier]);
    const output = apply(depthwise, x, { kernel, bias });
    expect(output.shape.slice(1)).toEqual(depthwise.outputShape([input.slice(1)]));
    expect(depthwise.multiplyAdds?.([input.slice(1)])).toBe(grouped.multiplyAdds?.([input.slice(1)]));
    await expectClose(output, apply(grouped, x, { kernel: asGroups(kernel), bias }));

    const cotangent = tf.tensor(rng.fold('cotangent').normal(output.size), output.shape);
    const gradients = (f: (x: tf.Tensor, w: tf.Tensor) => tf.Tensor) =>
      tf.grads((a, w) => tf.sum(tf.mul(f(a, w), cotangent)))([x, kernel]);
    const ours = gradients((a, w) => apply(depthwise, a, { kernel: w, bias }));
    const theirs = gradients((a, w) => apply(grouped, a, { kernel: asGroups(w), bias }));
    await Promise.all(ours.map((gradient, i) => expectClose(gradient, theirs[i] as tf.Tensor)));
  });
});

async function expectClose(a: tf.Tensor, b: tf.Tensor): Promise<void> {
  expect(a.shape).toEqual(b.shape);
  expect((await tf.max(tf.abs(tf.sub(a, b))).data())[0]).toBeLessThan(1e-4);
}
