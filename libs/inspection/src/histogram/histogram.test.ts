import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf, MAX_BINS } from './histogram.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('histogramOf', () => {
  it('counts the integers from 0 to n² − 1 evenly', () => {
    const { counts, ...rest } = histogramOf([Float32Array.from({ length: 64 }, (_, i) => i)]);
    expect(counts).toEqual(new Array(8).fill(8));
    // Of 0 … n − 1: mean (n − 1) / 2, variance (n² − 1) / 12.
    expect(rest).toEqual({ low: 0, high: 63, mean: 31.5, std: Math.sqrt((64 ** 2 - 1) / 12), notFinite: 0 });
  });

  it('puts the largest value into the last bin, and equal values into one', () => {
    expect(histogramOf([Float32Array.of(-1, -1, 0, 1)]).counts).toEqual([2, 2]);
    expect(histogramOf([Float32Array.of(3, 3), Float32Array.of(3)])).toMatchObject({
      low: 3,
      high: 3,
      std: 0,
      counts: [3],
    });
  });

  it('keeps what is no number out of every figure', () => {
    expect(histogramOf([Float32Array.of(NaN, 1, Infinity, 1, -Infinity)])).toEqual({
      low: 1,
      high: 1,
      mean: 1,
      std: 0,
      counts: [2],
      notFinite: 3,
    });
    expect(histogramOf([Float32Array.of(NaN)])).toMatchObject({ counts: [], low: 0, high: 0, notFinite: 1 });
    expect(histogramOf([])).toMatchObject({ counts: [], notFinite: 0 });
  });

  it('counts each finite value once, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1 }), fc.nat(), (values, at) => {
        const cut = at % values.length;
        const whole = histogramOf([values]);
        expect(histogramOf([values.subarray(0, cut), values.subarray(cut)])).toEqual(whole);
        expect(sum(whole.counts) + whole.notFinite).toBe(values.length);
        expect(whole.counts.length).toBeLessThanOrEqual(MAX_BINS);
        const finite = [...values].filter((value) => Number.isFinite(value));
        if (finite.length > 0)
          expect([whole.low, whole.high]).toEqual([Math.min(...finite) + 0, Math.max(...finite) + 0]);
      }),
    );
  });
});
