import { createRegistry, createRng } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import {
  applyNetwork,
  compileNetwork,
  initializeWeights,
  networkBuilder,
  type NodeHandle,
} from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { squeezeExcitation, type Block } from './squeeze-excitation.ts';

const registry = createRegistry().use(...layerPreset);

/** A block nobody knows: two convolutions of different kernels, added. */
const ownBlock = (channels: number): Block => ({
  channels,
  add: (b, name, below) => {
    const conv = (suffix: string, kernelSize: number): NodeHandle =>
      b.add(
        `${name}.${suffix}`,
        'layer',
        { id: 'conv', filters: channels, kernelSize, padding: 'same' },
        below,
      );
    return b.add(`${name}.sum`, 'layer', 'add', conv('small', 1), conv('large', 3));
  },
});

function networkOf(block: Block) {
  const b = networkBuilder([6, 6, 3]);
  const maps = block.add(b, 'block', b.input);
  const pooled = b.add('pool', 'layer', 'global-average-pool', maps);
  return compileNetwork(b.build(b.add('logits', 'layer', { id: 'dense', units: 4 }, pooled)), registry);
}

describe('squeeze-and-excitation', () => {
  it.each([
    [64, 16, true],
    [32, 8, false],
    [20, 3, true],
  ])('adds the weights of the formula around any block: C = %d, r = %d, biases %s', (C, r, useBias) => {
    const plain = networkOf(ownBlock(C));
    const gated = networkOf(squeezeExcitation(ownBlock(C), { reductionRatio: r, useBias }));
    const hidden = Math.floor(C / r);
    expect(gated.numWeights - plain.numWeights).toBe(2 * C * hidden + (useBias ? C + hidden : 0));
    expect(gated.outputShape).toEqual(plain.outputShape);
  });

  it('scales each channel of the block by sigmoid(W2 relu(W1 mean + b1) + b2)', async () => {
    const network = networkOf(squeezeExcitation(ownBlock(4), { reductionRatio: 2 }));
    const weights = initializeWeights(network, createRng(1));
    const input = tf.tensor4d(createRng(2).normal(2 * 36 * 3), [2, 6, 6, 3]);
    const { taps } = applyNetwork(network, {
      weights,
      state: {},
      input,
      training: false,
      rng: createRng(0),
      taps: ['block.sum', 'block.se'],
    });
    const maps = taps['block.sum'] as tf.Tensor4D;
    const dense = (x: tf.Tensor, name: string) =>
      tf.add(
        tf.matMul(x, (weights[`${name}/kernel`] as tf.Tensor).reshape([x.shape[1] ?? 0, -1])),
        weights[`${name}/bias`] as tf.Tensor,
      );
    const gate = tf.sigmoid(dense(tf.relu(dense(tf.mean(maps, [1, 2]), 'block.se.fc1')), 'block.se.fc2'));
    const expected = tf.mul(maps, gate.reshape([2, 1, 1, 4]));
    const difference = tf.max(tf.abs(tf.sub(expected, taps['block.se'] as tf.Tensor)));
    expect((await difference.data())[0]).toBeLessThan(1e-6);
  });

  it('refuses a ratio that leaves no hidden unit', () => {
    expect(() => squeezeExcitation(ownBlock(8))).toThrow('leaves no hidden unit for 8 channels');
  });
});
