import { describe, expect, it } from 'vitest';
import { calibrationError, meanExcess, pooledBins } from './calibration-error.ts';

const bin = (from: number, count: number, confidenceSum: number, correct: number) => ({
  from,
  to: from + 0.5,
  count,
  confidenceSum,
  correct,
});

describe('calibrationError', () => {
  it('is the mean distance of confidence from what happens, by bins', () => {
    // 10 answers at 0.4, of which 6 right: off by 0.2; 30 at 0.9, 24 right: off by 0.1.
    expect(calibrationError([bin(0, 10, 4, 6), bin(0.5, 30, 27, 24)])).toBeCloseTo(
      (10 * 0.2 + 30 * 0.1) / 40,
      12,
    );
    expect(calibrationError([bin(0, 10, 5, 5)])).toBe(0);
    expect(calibrationError([])).toBeNull();
  });
});

describe('meanExcess', () => {
  it('tells the too sure from the too modest', () => {
    expect(meanExcess([bin(0, 10, 4, 6), bin(0.5, 30, 27, 24)])).toBeCloseTo((4 + 27 - 6 - 24) / 40, 12);
    expect(meanExcess([bin(0, 10, 4, 6)])).toBeLessThan(0);
    expect(meanExcess([])).toBe(0);
  });
});

describe('pooledBins', () => {
  it('adds bins of the same place, in order', () => {
    const pooled = pooledBins([bin(0.5, 2, 1.5, 1), bin(0, 1, 0.2, 0), bin(0.5, 4, 3, 4)]);
    expect(pooled).toEqual([bin(0, 1, 0.2, 0), bin(0.5, 6, 4.5, 5)]);
  });
});
