import { experimentSchema } from '@convlab/experiments';
import { builtinRegistry } from '@convlab/workbench';
import { describe, expect, it } from 'vitest';
import { searchable } from './settings.ts';

const whole = {
  schema: experimentSchema(),
  value: {
    data: { set: 'digits', augment: [{ id: 'translate' }] },
    network: { architecture: { id: 'mlp', hidden: [8] }, normalization: null },
    optimizer: { id: 'adam', learningRate: 0.003 },
    regularizers: [{ id: 'dropout', rate: 0.2 }],
  },
};
const found = new Map(
  searchable({ manifests: builtinRegistry().manifest(), whole }).map((one) => [one.path, one]),
);

describe('searchable', () => {
  it('finds settings of sections, of chosen plugins and of plugins in lists', () => {
    expect(found.get('optimizer.learningRate')).toMatchObject({
      label: 'Optimizer › Learning rate',
      value: 0.003,
      kinds: ['logUniform', 'uniform', 'choice'],
    });
    expect(found.get('regularizers.0.rate')).toMatchObject({ value: 0.2, min: 0 });
    expect(found.get('training.batchSize')).toMatchObject({ value: 64, kinds: ['integer', 'choice'] });
    expect(found.get('network.architecture.hidden')).toMatchObject({ kinds: ['choice'], value: [8] });
  });

  it('offers every plugin of a kind, and none where that is allowed', () => {
    expect(found.get('optimizer')?.options).toContain('sgd');
    expect(found.get('optimizer')).toMatchObject({ value: 'adam' });
    expect(found.get('network.normalization')?.options).toEqual(expect.arrayContaining([null, 'batch']));
  });

  it('leaves out what plans the search, and what all trials share', () => {
    const roots = new Set([...found.keys()].map((path) => path.split('.')[0]));
    expect([...roots].sort()).toEqual(['data', 'loss', 'network', 'optimizer', 'regularizers', 'training']);
    expect(found.has('data.set')).toBe(false);
  });
});
