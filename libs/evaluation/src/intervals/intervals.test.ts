import { readFile } from 'node:fs/promises';
import { createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import {
  incompleteBeta,
  logGamma,
  normalQuantile,
  studentTCdf,
  studentTQuantile,
  upperNormalTail,
} from '../_internal/distributions.ts';
import { mannKendallP, theilSenSlope } from '../trend/trend.ts';
import { mcNemarTest, pairedFoldTest } from '../hypothesis-tests/hypothesis-tests.ts';
import { bootstrapInterval, differenceInterval, meanInterval, wilsonInterval } from './intervals.ts';

interface Golden {
  readonly logGamma: [number, number][];
  readonly incompleteBeta: [number, number, number, number][];
  readonly upperNormalTail: [number, number][];
  readonly normalQuantile: [number, number][];
  readonly studentT: [number, number, number][];
  readonly wilson: [number, number, number, number, number][];
  readonly mcnemar: [number, number, number][];
  readonly pairedFolds: { first: number[]; second: number[]; share: number; t: number; p: number };
  readonly meanInterval: { values: number[]; interval: [number, number] };
  readonly theilSen: { values: number[]; slope: number; p: number };
}

const golden = JSON.parse(
  await readFile(new URL('../_testing/statistics.golden.json', import.meta.url), 'utf8'),
) as Golden;

const expectRelative = (received: number, expected: number, tolerance = 1e-11): void =>
  expect(Math.abs(received - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-290));

describe('distributions agree with SciPy', () => {
  it.each(golden.logGamma)('logGamma(%d)', (x, value) => {
    expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-12 * Math.max(1, value));
  });
  it.each(golden.incompleteBeta)('incompleteBeta(%d, %d, %d)', (x, a, b, value) => {
    expectRelative(incompleteBeta(x, a, b), value);
  });
  it.each(golden.upperNormalTail)('upperNormalTail(%d)', (z, value) => {
    expectRelative(upperNormalTail(z), value);
  });
  it.each(golden.normalQuantile)('normalQuantile(%d)', (p, value) => {
    expect(Math.abs(normalQuantile(p) - value)).toBeLessThan(1e-11);
  });
  it.each(golden.studentT)('studentTQuantile(%d, %d)', (p, df, value) => {
    expectRelative(studentTQuantile(p, df), value, 1e-10);
    expectRelative(studentTCdf(value, df), p);
  });
  it('trend', () => {
    const { values, slope, p } = golden.theilSen;
    expect(theilSenSlope(values)).toBeCloseTo(slope, 12);
    expect(mannKendallP(values)).toBeCloseTo(p, 12);
  });
});

describe('wilsonInterval', () => {
  it.each(golden.wilson)('%d of %d at %d', (k, n, level, low, high) => {
    const interval = wilsonInterval(k, n, level);
    expect(interval.low).toBeCloseTo(low, 11);
    expect(interval.high).toBeCloseTo(high, 11);
    expect(interval.value).toBe(k / n);
  });
  it('refuses what is no share', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(expect.objectContaining({ code: 'E_STATISTICS_INPUT' }));
    expect(() => wilsonInterval(1, 2, 1)).toThrow('Received 1');
  });
});

describe('meanInterval', () => {
  it('agrees with SciPy', () => {
    const { low, high } = meanInterval(golden.meanInterval.values);
    expect(low).toBeCloseTo(golden.meanInterval.interval[0], 11);
    expect(high).toBeCloseTo(golden.meanInterval.interval[1], 11);
  });
  it('refuses a single value', () => {
    expect(() => meanInterval([1])).toThrow('1 values');
  });
});

describe('differenceInterval', () => {
  it('agrees with R: t.test(extra ~ group, data = sleep)', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { value, low, high } = differenceInterval(first, second);
    expect(value).toBeCloseTo(-1.58, 12);
    expect(low).toBeCloseTo(-3.3654832, 6);
    expect(high).toBeCloseTo(0.2054832, 6);
  });
  it('is exact for two pairs of the same spread, which have two degrees of freedom', () => {
    // s² = 1/2 on both sides, so that the standard error is √(1/2) and t(0.975, 2) has a closed formula.
    const half = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)) * Math.SQRT1_2;
    expect(differenceInterval([5, 6], [1, 2]).low).toBeCloseTo(4 - half, 10);
  });
  it('is sure where nothing varies, and refuses single values', () => {
    expect(differenceInterval([2, 2], [1, 1, 1])).toEqual({ value: 1, low: 1, high: 1, level: 0.95 });
    expect(() => differenceInterval([1], [1, 2])).toThrow('1 and 2 values');
  });
});

describe('bootstrapInterval', () => {
  it('of a mean is close to its normal interval, and the same for the same stream', () => {
    const values = createRng(1).normal(400, 5, 2);
    const statistic = (indices: Int32Array): number =>
      indices.reduce((sum, index) => sum + (values[index] as number), 0) / indices.length;
    const interval = bootstrapInterval(400, statistic, { rng: createRng(2) });
    const half = (1.96 * 2) / 20;
    expect(interval.low).toBeCloseTo(interval.value - half, 1);
    expect(interval.high).toBeCloseTo(interval.value + half, 1);
    expect(bootstrapInterval(400, statistic, { rng: createRng(2) })).toEqual(interval);
  });
});

describe('mcNemarTest', () => {
  it.each(golden.mcnemar)('%d against %d', (b, c, p) => {
    const first = [...Array<boolean>(b).fill(true), ...Array<boolean>(c).fill(false), true, false];
    const second = [...Array<boolean>(b).fill(false), ...Array<boolean>(c).fill(true), true, false];
    const result = mcNemarTest(first, second);
    expect(result).toMatchObject({ onlyFirst: b, onlySecond: c, exact: b + c < 25 });
    expect(result.p).toBeCloseTo(p, 11);
  });
  it('finds nothing where nothing differs, and refuses other examples', () => {
    expect(mcNemarTest([true, false], [true, false]).p).toBe(1);
    expect(() => mcNemarTest([true], [])).toThrow('same examples');
  });
});

describe('pairedFoldTest', () => {
  it('agrees with the formula by SciPy', () => {
    const { first, second, share, t, p } = golden.pairedFolds;
    const result = pairedFoldTest(first, second, share);
    expect(result.t).toBeCloseTo(t, 9);
    expect(result.p).toBeCloseTo(p, 10);
  });
  it('handles differences without spread', () => {
    expect(pairedFoldTest([1, 2], [1, 2], 1).p).toBe(1);
    expect(pairedFoldTest([1, 2], [2, 3], 1).p).toBe(0);
    expect(() => pairedFoldTest([1], [2], 1)).toThrow('two or more folds');
  });
});
