import { createRegistry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork } from '@convlab/network';
import { describe, expect, it } from 'vitest';
import { mlp } from './mlp.ts';

const registry = createRegistry().use(...layerPreset, mlp);
const compile = (hidden: number[], inputShape: number[]) =>
  compileNetwork(
    registry.create('architecture', { id: 'mlp', hidden }).build({ inputShape, numOutputs: 3 }),
    registry,
  );

describe('mlp', () => {
  it('has Σ (n_in + 1) n_out weights, for vectors and for images', () => {
    expect(compile([5, 7], [4]).numWeights).toBe(5 * 5 + 6 * 7 + 8 * 3);
    expect(compile([5], [8, 8, 1]).numWeights).toBe(65 * 5 + 6 * 3);
  });

  it('is a linear model without hidden layers', () => {
    const network = compile([], [4]);
    expect(network.nodes.map(({ name }) => name)).toEqual(['logits']);
    expect(network.outputShape).toEqual([3]);
  });
});
