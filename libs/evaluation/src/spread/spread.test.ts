import { describe, expect, it } from 'vitest';
import { meanInterval } from '../intervals/intervals.ts';
import { SPREAD_KINDS, spreadOf } from './spread.ts';

/* Sum of squares 32 around the mean 5, so that s² = 32/7. */
const values = [2, 4, 4, 4, 5, 5, 7, 9];
const s = Math.sqrt(32 / 7);

describe('spreadOf', () => {
  it('is the extremes, s, or s / sqrt(n) around the mean', () => {
    expect(spreadOf(values, 'min-max')).toEqual({ n: 8, mean: 5, low: 2, high: 9 });
    expect(spreadOf(values, 'sd')).toMatchObject({ mean: 5, low: 5 - s, high: 5 + s });
    expect(spreadOf(values, 'se').high).toBeCloseTo(5 + s / Math.sqrt(8), 14);
  });
  it('takes the quantile of Student for few values', () => {
    // Two values, one degree of freedom: t(0.975, 1) = tan(0.475 π), and s / √2 is half their distance.
    const half = Math.tan(0.475 * Math.PI) * 0.5;
    expect(spreadOf([1, 2], 'ci').low).toBeCloseTo(1.5 - half, 10);
    expect(spreadOf([1, 2], 'ci').high).toBeCloseTo(1.5 + half, 10);
    // Three values, two degrees of freedom: t(p, 2) = (2p - 1) √(2 / (1 - (2p - 1)²)).
    const t = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
    expect(spreadOf([1, 2, 3], 'ci').high).toBeCloseTo(2 + t / Math.sqrt(3), 10);
  });
  it('is the interval of the mean', () => {
    const { low, high } = meanInterval(values);
    expect(spreadOf(values, 'ci')).toEqual({ n: 8, mean: 5, low, high });
  });
  it.each(SPREAD_KINDS)('has no width where all are the same: %s', (kind) => {
    expect(spreadOf([3, 3, 3], kind)).toEqual({ n: 3, mean: 3, low: 3, high: 3 });
  });
  it('refuses a single value', () => {
    expect(() => spreadOf([1], 'sd')).toThrow(expect.objectContaining({ code: 'E_STATISTICS_INPUT' }));
  });
});
