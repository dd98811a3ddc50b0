import { describe, expect, it } from 'vitest';
import { mannKendallP, median, theilSenSlope } from './trend.ts';

describe('median', () => {
  it('of odd, even and no counts', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe('theilSenSlope', () => {
  it('is the slope of a line, and one outlier does not change it', () => {
    expect(theilSenSlope([1, 3, 5, 7, 9])).toBe(2);
    expect(theilSenSlope([1, 3, 500, 7, 9])).toBe(2);
  });

  it('has no value for one point', () => {
    expect(theilSenSlope([1])).toBeNaN();
  });
});

describe('mannKendallP', () => {
  it('is exact for few points: 5 of 120 orders', () => {
    // One order of 5! falls throughout and one rises throughout; four more on each side have one inversion.
    expect(mannKendallP([5, 4, 3, 2, 1])).toBeCloseTo(2 / 120, 12);
    expect(mannKendallP([1, 2, 3, 5, 4])).toBeCloseTo(10 / 120, 12);
    expect(mannKendallP([1, 2, 3, 4])).toBeCloseTo(2 / 24, 12);
  });

  it('corrects for ties', () => {
    // S = 9; variance (5·4·15 - 2·1·9)/18 = 15.667; z = 8/3.958 = 2.0212; 2 (1 - Phi(z)) = 0.04326.
    expect(mannKendallP([1, 2, 2, 3, 4])).toBeCloseTo(0.04326, 4);
  });

  it('is 1 without differences, and close to exact where the approximation begins', () => {
    expect(mannKendallP([1, 1, 1, 1])).toBe(1);
    const wave = (n: number) => Array.from({ length: n }, (_, i) => Math.sin(i * 1.7) + 0.01 * i);
    expect(mannKendallP(wave(51))).toBeGreaterThan(0);
    expect(Math.abs(mannKendallP(wave(51)) - mannKendallP(wave(50)))).toBeLessThan(0.1);
  });
});
