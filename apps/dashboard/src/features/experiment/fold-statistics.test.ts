import { describe, expect, it } from 'vitest';
import { outlierFolds } from './fold-statistics.ts';

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
