import { createRegistry, createRng, isConvlabError } from '@convlab/core';
import {
  applyNetwork,
  compileNetwork,
  disposeTensors,
  initializeWeights,
  networkBuilder,
  type NetworkBuilder,
  type NodeHandle,
} from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { layerPreset } from '../layer-preset/layer-preset.ts';
import { parallel, residual, type Branch } from './combinators.ts';

const registry = createRegistry().use(...layerPreset);
beforeAll(() => tf.setBackend('cpu'));

const scaled =
  (b: NetworkBuilder, name: string, scale: number): Branch =>
  (from) =>
    b.add(name, 'layer', { id: 'rescale', scale }, from);

async function run(build: (b: NetworkBuilder) => NodeHandle): Promise<readonly number[]> {
  const b = networkBuilder([1, 1, 2]);
  const network = compileNetwork(b.build(build(b)), registry);
  const weights = initializeWeights(network, createRng(0));
  const input = tf.tensor4d([1, 2], [1, 1, 1, 2]);
  const { outputs } = applyNetwork(network, {
    weights,
    state: {},
    input,
    training: false,
    rng: createRng(0),
  });
  const values = [...(await outputs[0].data())];
  disposeTensors(weights);
  return values;
}

describe('residual', () => {
  it('adds the branch to the input, or to a shortcut', async () => {
    expect(await run((b) => residual(b, 'sum', b.input, scaled(b, 'ten', 10)))).toEqual([11, 22]);
    const both = (b: NetworkBuilder) =>
      residual(b, 'sum', b.input, scaled(b, 'ten', 10), scaled(b, 'five', 5));
    expect(await run(both)).toEqual([15, 30]);
  });

  it('names the node where shapes do not fit', () => {
    const b = networkBuilder([4, 4, 2]);
    const conv: Branch = (from) => b.add('conv', 'layer', { id: 'conv', filters: 3, padding: 'same' }, from);
    const graph = b.build(residual(b, 'sum', b.input, conv));
    const code = (): string => {
      try {
        compileNetwork(graph, registry);
      } catch (error) {
        return isConvlabError(error) ? `${error.code} ${error.message}` : 'another error';
      }
      return 'none';
    };
    expect(code()).toMatch(/^E_SHAPE_MISMATCH .*Node "sum".*\[4, 4, 3\]/);
  });
});

describe('parallel', () => {
  it('puts the channels of its branches side by side', async () => {
    const graph = (b: NetworkBuilder) =>
      parallel(b, 'all', b.input, scaled(b, 'a', 2), scaled(b, 'b', 3), (x) => x);
    expect(await run(graph)).toEqual([2, 4, 3, 6, 1, 2]);
  });
});
