import { createRegistry, isConvlabError, type BuildRequest } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { describe, expect, it } from 'vitest';
import { architecturePreset } from '../preset/preset.ts';

const registry = createRegistry().use(...layerPreset, ...normalizationPreset, ...architecturePreset);
const digits: BuildRequest = { inputShape: [8, 8, 1], numOutputs: 10, normalization: null };

type Config = Record<string, unknown>;
const compile = (config: Config = {}, request: Partial<BuildRequest> = {}) => {
  const architecture = registry.create('architecture', { id: 'conv-net', ...config });
  return compileNetwork(architecture.build({ ...digits, ...request }), registry);
};
const shapes = (network: ReturnType<typeof compile>) =>
  Object.fromEntries(network.nodes.map(({ name, outputShape }) => [name, outputShape]));

describe('conv-net', () => {
  it('has the shapes and weight counts of the closed formulas', () => {
    const network = compile({ blocks: [16, 32], dense: [64] });
    expect(shapes(network)).toMatchObject({
      'block1.pool': [4, 4, 16],
      'block2.pool': [2, 2, 32],
      flatten: [128],
      fc1: [64],
      logits: [10],
    });
    const conv = (k: number, from: number, to: number) => k * k * from * to + to;
    expect(network.numWeights).toBe(conv(3, 1, 16) + conv(3, 16, 32) + (128 * 64 + 64) + (64 * 10 + 10));
  });

  it('obeys every hyper-parameter', () => {
    const network = compile(
      {
        blocks: [4],
        convsPerBlock: 2,
        kernelSize: 5,
        padding: 'valid',
        pool: 'average',
        poolSize: 3,
        poolStrides: 1,
        dense: [7, 6],
      },
      { inputShape: [16, 16, 3], numOutputs: 2 },
    );
    expect(shapes(network)).toMatchObject({
      'block1.conv1': [12, 12, 4],
      'block1.conv2': [8, 8, 4],
      'block1.pool': [6, 6, 4],
      fc1: [7],
      fc2: [6],
      logits: [2],
    });
    expect(shapes(compile({ blocks: [4], strides: 2, pool: 'none' }))['block1.conv1.activation']).toEqual([
      4, 4, 4,
    ]);
    expect(shapes(compile({ head: 'global-average' }))['pool']).toEqual([64]);
  });

  it('plugs in activation and initializer', () => {
    const graph = registry
      .create('architecture', 'conv-net')
      .build({ ...digits, activation: 'tanh', initializer: 'orthogonal' });
    const ids = graph.nodes.map(({ op }) => op.id);
    expect(ids).toContain('tanh');
    expect(ids).not.toContain('relu');
    const convs = graph.nodes.filter(({ op }) => op.id === 'conv' || op.id === 'dense');
    expect(convs.every(({ op }) => op['kernelInitializer'] === 'orthogonal')).toBe(true);
  });

  it('refuses an input that its poolings shrink to nothing, showing node and formula', () => {
    try {
      compile({ blocks: [4, 4, 4, 4] });
      expect.unreachable();
    } catch (error) {
      expect(isConvlabError(error) && error.code).toBe('E_SHAPE_WINDOW');
      expect((error as Error).message).toMatch(/block4\.pool.*floor\(\(1 \+ 0/);
    }
  });

  it('names its stages in order of falling resolution', () => {
    expect(compile().graph.stages?.map(({ name }) => name)).toEqual(['block1', 'block2']);
  });
});
