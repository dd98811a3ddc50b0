import { requireExperiment } from '@convlab/experiments';
import { builtinRegistry } from '@convlab/workbench';
import { describe, expect, it } from 'vitest';
import { workKey } from './work-key.ts';

const registry = builtinRegistry();
const written = {
  data: { set: 'digits', augment: [{ id: 'rotate', degrees: 20 }] },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  regularizers: [{ id: 'dropout', rate: 0.2 }],
  training: { batchSize: 32, epochs: 3 },
};
const keyOf = (change: object): string =>
  workKey(requireExperiment({ ...written, ...change }, registry).spec);
const key = keyOf({});

describe('workKey', () => {
  it('is the same where an update does the same', () => {
    expect(keyOf({ seed: 7, optimizer: { id: 'adam', learningRate: 0.1 }, protocol: 'k-fold' })).toBe(key);
    expect(keyOf({ training: { epochs: 9, batchSize: 32 } })).toBe(key);
    expect(keyOf({ data: { ...written.data, fraction: 0.5 } })).toBe(key);
    expect(keyOf({ data: { ...written.data, augment: [{ degrees: 20, id: 'rotate' }] } })).toBe(key);
  });

  it.each([
    ['another network', { network: { architecture: { id: 'mlp', hidden: [9] } } }],
    ['other data', { data: { set: 'iris' } }],
    ['no augmentation', { data: { set: 'digits' } }],
    ['another batch', { training: { batchSize: 64, epochs: 3 } }],
    ['no regularizers', { regularizers: [] }],
  ])('is another one with %s', (_name, change) => expect(keyOf(change)).not.toBe(key));
});
