import { describe, expect, it } from 'vitest';
import { meanCurve, outlierFolds } from './fold-statistics.ts';

describe('meanCurve', () => {
  const folds = [
    [
      { epoch: 1, metrics: { a: 1 } },
      { epoch: 2, metrics: { a: 4 } },
      { epoch: 3, metrics: { a: 9 } },
    ],
    [{ epoch: 1, metrics: { a: 3 } }],
    [{ epoch: 1, metrics: { a: null } }],
    [{ epoch: 2, metrics: { a: 4 } }],
  ];
  it('is the mean with one standard deviation, where half of the folds have been', () => {
    const [first, second, ...rest] = meanCurve(folds, 'a');
    expect(first).toMatchObject({ x: 1, y: 2 });
    expect(first?.high).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(second).toEqual({ x: 2, y: 4, low: 4, high: 4 });
    expect(rest).toEqual([]);
  });
});

describe('outlierFolds', () => {
  it('flags a fold that chance does not explain', () => {
    // Standard error of 0.9 with 100 examples: 0.03; three of them: 0.09.
    expect(outlierFolds([0.9, 0.9, 0.8], [100, 100, 100])).toEqual([{ fold: 2, value: 0.8, median: 0.9 }]);
    // The others are not blamed for it.
    expect(outlierFolds([0.9, 0.9, 0.9, 0.1], [100, 100, 100, 100])).toHaveLength(1);
    expect(outlierFolds([0.9, 0.9, 0.82], [100, 100, 100])).toEqual([]);
  });
  it('says nothing of two folds, failed ones, or unknown sizes', () => {
    expect(outlierFolds([0.9, 0.1], [100, 100])).toEqual([]);
    expect(outlierFolds([0.9, 0.9, null], [100, 100, 100])).toEqual([]);
    expect(outlierFolds([0.9, 0.9, 0.1], [100, 100, null])).toEqual([]);
  });
});
