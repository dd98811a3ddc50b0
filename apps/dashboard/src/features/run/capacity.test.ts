import { describe, expect, it } from 'vitest';
import { differenceNoise, placedPeers, positionOf } from './capacity.ts';

const at = (id: string, weights: number, validation: number) => ({
  id,
  name: id,
  weights,
  validation,
  train: null,
});
const own = at('own', 1000, 0.1);

describe('the position of a run among the sizes that were tried', () => {
  it('is unknown while all have one size', () => {
    expect(positionOf(own, [own, at('a', 1050, 0.01)], 0)).toEqual({ kind: 'alone' });
  });

  it('points to a larger one only when it is better by more than chance', () => {
    const larger = at('a', 5000, 0.06);
    expect(positionOf(own, [own, larger], 0.02)).toEqual({ kind: 'larger-is-better', other: larger });
    expect(positionOf(own, [own, larger], 0.05)).toEqual({ kind: 'right' });
  });

  it('points to a smaller one that is as good', () => {
    const smaller = at('a', 200, 0.11);
    expect(positionOf(own, [own, smaller, at('b', 300, 0.4)], 0.02)).toEqual({
      kind: 'smaller-is-enough',
      other: smaller,
    });
    expect(positionOf(own, [own, smaller], 0.005)).toEqual({ kind: 'right' });
  });

  it('counts errors where there are classes, losses elsewhere', () => {
    const peer = {
      id: 'a',
      name: 'a',
      numWeights: 5,
      bestMetrics: { 'validation/accuracy': 0.75, 'trainEval/accuracy': 1, 'validation/loss': 2 },
    };
    expect(placedPeers([peer], true)).toEqual([
      { id: 'a', name: 'a', weights: 5, validation: 0.25, train: 0 },
    ]);
    expect(placedPeers([peer], false)).toEqual([
      { id: 'a', name: 'a', weights: 5, validation: 2, train: null },
    ]);
  });

  it('knows how far apart two errors may be', () => {
    expect(differenceNoise(0.5, 200)).toBeCloseTo(0.1, 12);
  });
});
