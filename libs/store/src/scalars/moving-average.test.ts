import { describe, expect, test } from 'vitest';
import { memoryOf, movingAverages } from './moving-average.ts';

/** By the definition: a weighted mean, the newest value with weight 1, each one before with β times that. */
function weightedMean(values: readonly number[], decay: number): number {
  const weights = values.map((_, i) => decay ** (values.length - 1 - i));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) / total;
}

const values = Array.from({ length: 200 }, (_, i) => Math.sin(i * i) + 3 / (i + 1));
const single = values.map((value) => ({ sum: value, count: 1 }));

describe('movingAverages', () => {
  test.each([0.3, 0.6, 0.95, 0.99])('are weighted means of all values before, with decay %d', (decay) => {
    const averages = movingAverages(single, decay);
    for (const at of [0, 1, 7, 50, 199])
      expect(averages[at]).toBeCloseTo(weightedMean(values.slice(0, at + 1), decay), 12);
  });

  test('keep every stretch as it is without decay', () => {
    expect(movingAverages(single, 0)).toEqual(values);
  });

  test('of stretches are those of as many values of their means', () => {
    const stretches = [
      { sum: 6, count: 3 },
      { sum: 0, count: 0 },
      { sum: 10, count: 2 },
    ];
    const same = [2, 2, 2, 5, 5].map((value) => ({ sum: value, count: 1 }));
    const exact = movingAverages(same, 0.8);
    const averages = movingAverages(stretches, 0.8);
    expect(averages[0]).toBeCloseTo(exact[2] ?? NaN, 12);
    expect(averages[1]).toBe(averages[0]);
    expect(averages[2]).toBeCloseTo(exact[4] ?? NaN, 12);
  });

  test('begin with the first number', () => {
    expect(
      movingAverages(
        [
          { sum: 0, count: 0 },
          { sum: 4, count: 1 },
        ],
        0.9,
      ),
    ).toEqual([null, 4]);
  });
});

test('memoryOf is where a thousandth is left', () => {
  expect(0.9 ** memoryOf(0.9)).toBeLessThanOrEqual(1e-3);
  expect(0.9 ** (memoryOf(0.9) - 1)).toBeGreaterThan(1e-3);
  expect(memoryOf(0)).toBe(0);
});
