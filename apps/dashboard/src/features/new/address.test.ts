import { describe, expect, it } from 'vitest';
import { addressOf, specAt } from './address.ts';
import { withKind } from './spec-kind.ts';
import type { WrittenSpec } from './use-spec.ts';

const source: WrittenSpec = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [8] }, normalization: 'batch' },
  training: { epochs: 3 },
};
const there = (spec: WrittenSpec): WrittenSpec => {
  const address = addressOf(source, spec);
  if (address === undefined) throw new Error('It has no address.');
  return specAt(source, address);
};

describe('the address of a specification', () => {
  it('is empty for what it starts from', () => {
    expect(addressOf(source, source)).toEqual({ kind: '', change: '', spec: '' });
    expect(addressOf(source, withKind(source, 'search'))).toEqual({ kind: 'search', change: '', spec: '' });
  });

  it('says small changes so that they can be read', () => {
    const spec = { ...source, training: { epochs: 9 } };
    expect(addressOf(source, spec)).toEqual({ kind: '', change: '{"training":{"epochs":9}}', spec: '' });
    expect(there(spec)).toEqual(spec);
  });

  it('keeps nothing in place of something, which no patch can say', () => {
    const spec = { ...source, network: { architecture: { id: 'mlp', hidden: [8] }, normalization: null } };
    expect(there(spec)).toEqual(spec);
  });

  it('keeps large changes too, up to what an address can be', () => {
    const candidates = (count: number) => ({
      ...source,
      selection: {
        candidates: Array.from({ length: count }, (_, i) => ({
          name: `candidate ${i}`,
          set: { 'optimizer.learningRate': 1 / (i + 3), 'training.batchSize': i * 7919 },
        })),
      },
    });
    expect(there(candidates(60))).toEqual(candidates(60));
    expect(addressOf(source, candidates(5000))).toBeUndefined();
  });

  it('may be anything', () => {
    expect(specAt(source, { kind: '', change: '{', spec: '' })).toBe(source);
    expect(specAt(source, { kind: '', change: '', spec: 'nonsense' })).toBe(source);
  });
});
