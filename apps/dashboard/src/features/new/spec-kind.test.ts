import { describe, expect, it } from 'vitest';
import { KINDS, kindOf, partsOf, withKind } from './spec-kind.ts';

const single = { data: { set: 'digits' }, seed: 3 };

describe('withKind', () => {
  it.each(KINDS)('makes an experiment that is a %s', (kind) => {
    const spec = withKind(single, kind);
    expect(kindOf(spec)).toBe(kind);
    expect(spec).toMatchObject(single);
  });

  it('leaves nothing of the kind before', () => {
    for (const before of KINDS) expect(withKind(withKind(single, before), 'single')).toEqual(single);
  });

  it('takes up parts that were there before', () => {
    const folds = { ...single, protocol: { id: 'k-fold', folds: 7 } };
    expect(withKind(single, 'k-fold', partsOf(folds))).toEqual(folds);
  });
});

describe('kindOf', () => {
  it('is what stands out, in the order of the server', () => {
    expect(kindOf({ ...single, protocol: 'hold-out' })).toBe('single');
    expect(kindOf({ ...single, protocol: 'convlab/k-fold' })).toBe('k-fold');
    expect(kindOf({ ...single, protocol: 'k-fold', search: {}, ensemble: {} })).toBe('ensemble');
    expect(kindOf({ ...single, selection: {}, learningCurve: {} })).toBe('selection');
  });
});
