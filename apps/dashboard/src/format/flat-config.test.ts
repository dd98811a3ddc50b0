import { describe, expect, it } from 'vitest';
import { configText, flattenConfig, shortPath, varyingPaths } from './flat-config.ts';

const spec = {
  version: 1,
  name: 'first',
  data: { set: { id: 'convlab/digits', version: 1 }, augment: [{ id: 'convlab/rotate', degrees: 10 }] },
  network: { architecture: { id: 'convlab/conv-net', blocks: [16, 32], normalization: null } },
  regularizers: [
    { id: 'convlab/l2', strength: 1e-4 },
    { id: 'other/drop', rate: 0.3 },
  ],
  optimizer: { id: 'convlab/sgd', learningRate: { id: 'convlab/cosine', initial: 0.1 } },
  seed: 7,
};

it('gives every setting one path', () => {
  expect(flattenConfig(spec)).toEqual({
    'data.set': 'digits',
    'data.augment.rotate': true,
    'data.augment.rotate.degrees': 10,
    'network.architecture': 'conv-net',
    'network.architecture.blocks': '16, 32',
    'network.architecture.normalization': null,
    'regularizers.l2': true,
    'regularizers.l2.strength': 1e-4,
    'regularizers.other/drop': true,
    'regularizers.other/drop.rate': 0.3,
    optimizer: 'sgd',
    'optimizer.learningRate': 'cosine',
    'optimizer.learningRate.initial': 0.1,
    seed: 7,
  });
  expect(flattenConfig(null)).toEqual({});
});

describe('what varies', () => {
  const at = (learningRate: unknown, seed = 1) => flattenConfig({ optimizer: { learningRate }, seed });
  it('is what differs between any two', () => {
    expect(varyingPaths([at(0.1), at(0.1), at(0.01)])).toEqual(['optimizer.learningRate']);
    expect(varyingPaths([at(0.1), at({ id: 'convlab/cosine', initial: 0.1 })])).toEqual([
      'optimizer.learningRate',
      'optimizer.learningRate.initial',
    ]);
  });
  it('is nothing for one', () => expect(varyingPaths([at(0.1)])).toEqual([]));
  it('does not mind the order of plugins', () => {
    const other = { ...spec, regularizers: spec.regularizers.toReversed() };
    expect(varyingPaths([flattenConfig(spec), flattenConfig(other)])).toEqual([]);
  });
});

it('shortens paths to what says enough', () => {
  expect(
    ['optimizer.learningRate', 'regularizers.l2.strength', 'data.augment.rotate.degrees', 'seed'].map(
      shortPath,
    ),
  ).toEqual(['learningRate', 'l2.strength', 'rotate.degrees', 'seed']);
});

it('writes values short and exact', () => {
  expect([0.1, 1e-5, 12, true, null, undefined, 'sgd'].map(configText)).toEqual([
    '0.1',
    '1e-5',
    '12',
    'true',
    'null',
    '–',
    'sgd',
  ]);
});
