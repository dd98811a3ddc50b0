import { describe, expect, it } from 'vitest';
import {
  brokenPoints,
  clampToFloor,
  epochDomain,
  epochTicks,
  extent,
  isolatedPoints,
  linearTicks,
  logDomain,
} from './series.ts';

const row = (x: number, a: number | null, b: number | null = null) => ({ x, a, b });

describe('extent', () => {
  it('spans all keys and passes over gaps', () => {
    expect(extent([row(1, 3, null), row(2, null, -1), row(3, 7, 2)], ['a', 'b'])).toEqual([-1, 7]);
  });
  it('is undefined without values', () => {
    expect(extent([], ['a'])).toBeUndefined();
    expect(extent([row(1, null)], ['a'])).toBeUndefined();
    expect(extent([row(1, Infinity), row(2, Number.NaN)], ['a'])).toBeUndefined();
  });
  it('takes a million points', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => row(i, i));
    expect(extent(rows, ['a'])).toEqual([0, 999_999]);
  });
});

describe('a logarithmic axis', () => {
  it('ends below the smallest positive value', () => {
    const [low, high] = logDomain([row(1, 0), row(2, 0.01), row(3, 1)], ['a']) ?? [];
    expect(low).toBeCloseTo(0.008);
    expect(high).toBe(1);
  });
  it('has a height for a constant', () => {
    const [low = 0, high = 0] = logDomain([row(1, 0.5), row(2, 0.5)], ['a']) ?? [];
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });
  it('does not exist without positive values', () => {
    expect(logDomain([row(1, 0), row(2, -1)], ['a'])).toBeUndefined();
  });
  it('draws zeros on its floor and leaves gaps', () => {
    expect(clampToFloor([row(1, 0), row(2, null), row(3, 5)], ['a'], 0.1).map((r) => r['a'])).toEqual([
      0.1,
      null,
      5,
    ]);
  });
});

describe('isolatedPoints', () => {
  it('finds values without neighbours', () => {
    const rows = [row(1, 1), row(2, null), row(3, 2), row(4, 3), row(5, null), row(6, 9)];
    expect([...isolatedPoints(rows, 'a')]).toEqual([1, 6]);
  });
  it('finds the only point', () => expect([...isolatedPoints([row(4, 1)], 'a')]).toEqual([4]));
});

describe('brokenPoints', () => {
  it('finds what was not a number', () =>
    expect(brokenPoints([row(1, 1, 1), row(2, 1, null)], ['a', 'b'])).toEqual([2]));
});

describe('epochDomain', () => {
  it('is as long as planned while it runs', () => expect(epochDomain(3, 20, false)).toEqual([1, 20]));
  it('ends with the run', () => expect(epochDomain(12, 20, true)).toEqual([1, 12]));
  it('does not wait for a distant end', () => expect(epochDomain(10, 100_000, false)).toEqual([1, 10]));
  it('is never empty', () => expect(epochDomain(0, null, false)).toEqual([1, 2]));
});

describe('epochTicks', () => {
  it.each([
    [
      [1, 5],
      [1, 2, 3, 4, 5],
    ],
    [[1, 20], [1, 4, 6, 8, 10, 12, 14, 16, 18, 20].filter((n) => n === 1 || n % 2 === 0)],
    [
      [1, 100],
      [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    ],
  ] as const)('of %j', (domain, ticks) => {
    const got = epochTicks([domain[0], domain[1]]);
    expect(got[0]).toBe(1);
    expect(got.at(-1)).toBe(ticks.at(-1));
    expect(got.length).toBeLessThanOrEqual(11);
  });
});

describe('a linear axis', () => {
  it.each([
    [
      [0.001, 0.0033],
      [0, 0.001, 0.002, 0.003, 0.004],
    ],
    [
      [0.2, 1.968],
      [0, 0.5, 1, 1.5, 2],
    ],
    [
      [-0.01, 0.064],
      [-0.02, 0, 0.02, 0.04, 0.06, 0.08],
    ],
    [
      [5, 5],
      [0, 2, 4, 6],
    ],
    [
      [-3, -1],
      [-3, -2, -1, 0],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [1e-9, 3e-9],
      [0, 1e-9, 2e-9, 3e-9],
    ],
  ])('for %j has the ticks %j', ([a = 0, b = 0], ticks) => {
    expect(linearTicks([row(1, a), row(2, b)], ['a'])).toEqual(ticks);
  });
  it('exists without values', () => expect(linearTicks([], ['a'])).toEqual([0, 0.5, 1]));
});
