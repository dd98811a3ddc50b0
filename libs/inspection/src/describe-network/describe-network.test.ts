import { createRegistry, type NetworkGraph } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork, networkBuilder } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { stateCopies } from '../state-copies/state-copies.ts';
import { trainingMemory } from '../training-memory/training-memory.ts';
import { describeNetwork } from './describe-network.ts';

const registry = createRegistry().use(...layerPreset, ...normalizationPreset);
const described = (graph: NetworkGraph) => {
  const description = describeNetwork(compileNetwork(graph, registry));
  const node = (name: string) => description.nodes.find((each) => each.name === name);
  return { ...description, node };
};

/** Two 3×3 convolutions beside one 5×5, then a pooling and an auxiliary output. */
function branches(): NetworkGraph {
  const b = networkBuilder([12, 12, 2]);
  const small = { id: 'conv', filters: 4, kernelSize: 3, padding: 'same' };
  const first = b.add('first', 'layer', small, b.input);
  const second = b.add('second', 'layer', small, first);
  const large = b.add('large', 'layer', { ...small, kernelSize: [5, 1], useBias: false }, b.input);
  const sum = b.stage('maps', b.add('sum', 'layer', 'add', second, large));
  const pool = b.stage('pooled', b.add('pool', 'layer', { id: 'max-pool' }, sum));
  const norm = b.add('norm', 'normalization', 'batch', pool);
  const aux = b.add('aux', 'layer', { id: 'dense', units: 3 }, b.add('auxFlat', 'layer', 'flatten', sum));
  const main = b.add('main', 'layer', { id: 'dense', units: 3 }, b.add('flat', 'layer', 'flatten', norm));
  return b.build(main, { node: aux.name, trainingOnly: true, lossWeight: 0.3 });
}

describe('describeNetwork', () => {
  it('counts weights, statistics, multiply–adds and activations by the closed formulas', () => {
    const { node } = described(branches());
    expect(node('first')).toMatchObject({
      numWeights: 3 * 3 * 2 * 4 + 4,
      multiplyAdds: 12 * 12 * 4 * 3 * 3 * 2,
      activationElements: 12 * 12 * 4,
      activationBytes: 12 * 12 * 4 * 4,
    });
    expect(node('norm')).toMatchObject({ numWeights: 8, numStatistics: 8, multiplyAdds: 0 });
    expect(node('main')).toMatchObject({ numWeights: 144 * 3 + 3, multiplyAdds: 144 * 3 });
  });

  it('leaves what only auxiliary outputs need out of inference', () => {
    const { totals, node } = described(branches());
    expect(node('aux')?.trainingOnly).toBe(true);
    expect(node('sum')?.trainingOnly).toBe(false);
    expect(totals.training.numWeights - totals.inference.numWeights).toBe(576 * 3 + 3);
  });

  it('takes the largest receptive field over the paths, along each axis by itself', () => {
    const { node, stages } = described(branches());
    expect(node('second')?.receptiveField.local?.size).toEqual([5, 5]);
    expect(node('large')?.receptiveField.local?.size).toEqual([5, 1]);
    expect(stages).toMatchObject([
      {
        name: 'maps',
        channels: 4,
        reduction: [1, 1],
        receptiveField: { local: { size: [5, 5], padding: [2, 2] } },
      },
      { name: 'pooled', shape: [6, 6, 4], reduction: [2, 2], receptiveField: { local: { size: [6, 6] } } },
    ]);
    expect(node('main')?.receptiveField).toEqual({ local: null, global: true });
  });

  it('compares dense, locally connected and shared connections', () => {
    const { node } = described(branches());
    const outputs = 12 * 12 * 4;
    expect(node('first')?.connections).toEqual({
      dense: 12 * 12 * 2 * outputs + outputs,
      locallyConnected: 12 * 12 * (3 * 3 * 2 * 4) + outputs,
      shared: 3 * 3 * 2 * 4 + 4,
    });
    expect(node('large')?.connections?.shared).toBe(5 * 2 * 4);
    expect(node('main')?.connections).toBeNull();
    expect(node('pool')?.connections).toBeNull();
  });

  it('allocates no tensor', () => {
    const before = tf.memory().numTensors;
    described(branches());
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('trainingMemory', () => {
  it('adds weights, gradients, the optimizer’s copies, statistics and the batch’s feature maps', () => {
    const description = described(branches());
    const { numWeights, numStatistics, activationElements } = description.totals.training;
    const memory = trainingMemory(description, { batchSize: 8, stateCopies: 2 });
    expect(memory.totalBytes).toBe(
      4 * (numWeights * 4 + numStatistics + 8 * (12 * 12 * 2 + activationElements)),
    );
  });

  it('refuses a batch of nothing', () => {
    expect(() => trainingMemory(described(branches()), { batchSize: 0, stateCopies: 0 })).toThrow(
      'batchSize is no number',
    );
  });
});

describe('stateCopies', () => {
  it('counts tensors of the weight’s size and leaves nothing behind', () => {
    const before = tf.memory().numTensors;
    const moments = {
      init: (weights: Readonly<Record<string, tf.Tensor>>) => ({
        first: { weight: tf.zerosLike(weights['weight'] as tf.Tensor) },
        second: { weight: tf.zerosLike(weights['weight'] as tf.Tensor) },
        count: tf.scalar(0),
        step: 0,
      }),
    };
    expect(stateCopies(moments)).toBe(2);
    expect(stateCopies({ init: () => ({}) })).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
  });
});
