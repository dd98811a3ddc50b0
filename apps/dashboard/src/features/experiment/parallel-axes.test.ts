import { describe, expect, it } from 'vitest';
import { bestShare, parameterAxis, valueAxisOf, withinBrushes } from './parallel-axes.ts';

const trial = (number: number, values: Record<string, number | string>, value?: number) => ({
  number,
  values,
  budget: 1,
  spread: null,
  runs: [],
  ...(value === undefined ? {} : { value }),
});
const rate = parameterAxis('rate', 'rate', { logUniform: [1e-4, 1] });
const kind = parameterAxis('kind', 'kind', { choice: ['a', 'b', 'c'] });

describe('parallel axes', () => {
  it('place values evenly in their logarithm, and choices one after the other', () => {
    expect(rate.placeOf(trial(0, { rate: 1e-2 }))).toBeCloseTo(0.5, 12);
    expect(rate.placeOf(trial(0, {}))).toBeUndefined();
    expect(kind.placeOf(trial(0, { kind: 'b' }))).toBe(0.5);
    expect(valueAxisOf('error', [1, 3], String).placeOf(trial(0, {}, 2))).toBe(0.5);
  });

  it('keep trials within every range', () => {
    const trials = [
      trial(0, { rate: 1e-4, kind: 'a' }),
      trial(1, { rate: 1, kind: 'a' }),
      trial(2, { kind: 'a' }),
    ];
    const kept = withinBrushes(trials, [rate, kind], { rate: [0.5, 1], kind: [0, 0.1] });
    expect(kept.map(({ number }) => number)).toEqual([1]);
  });

  it('know the best share', () => {
    const trials = [trial(0, {}, 3), trial(1, {}, 1), trial(2, {}), trial(3, {}, 2)];
    expect(bestShare(trials, 50).map(({ number }) => number)).toEqual([1, 3]);
    expect(bestShare(trials, 1).map(({ number }) => number)).toEqual([1]);
  });
});
