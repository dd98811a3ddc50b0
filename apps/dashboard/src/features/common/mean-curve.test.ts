import { describe, expect, it } from 'vitest';
import { meanCurve, meanTrail } from './mean-curve.ts';

const curve = (...points: [number, number | null][]) => points.map(([x, y]) => ({ x, y }));

describe('meanCurve', () => {
  it('is the mean with the band that was asked for, and counts', () => {
    const [first, ...rest] = meanCurve([curve([1, 1]), curve([1, 3])], 'sd');
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ x: 1, y: 2, count: 2 });
    // s = √2 for 1 and 3; s / √2 = 1; the extremes are 1 and 3.
    expect(first?.high).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(meanCurve([curve([1, 1]), curve([1, 3])], 'se')[0]?.high).toBeCloseTo(3, 12);
    expect(meanCurve([curve([1, 1]), curve([1, 3])], 'min-max')[0]).toMatchObject({ low: 1, high: 3 });
    // t(0.975, 1) = tan(0.475 π).
    expect(meanCurve([curve([1, 1]), curve([1, 3])], 'ci')[0]?.high).toBeCloseTo(
      2 + Math.tan(0.475 * Math.PI),
      9,
    );
  });
  it('needs two values, and half of the curves', () => {
    const folds = [curve([1, 1], [2, 4], [3, 9]), curve([1, 3]), curve([1, null]), curve([2, 4])];
    expect(meanCurve(folds, 'sd').map(({ x, y }) => [x, y])).toEqual([
      [1, 2],
      [2, 4],
    ]);
    expect(meanCurve([curve([1, 1], [2, 1]), curve([1, 1])], 'sd').map(({ x }) => x)).toEqual([1]);
    const many = [
      curve([1, 1], [2, 1]),
      curve([1, 1], [2, 1]),
      ...Array.from({ length: 3 }, () => curve([1, 1])),
    ];
    expect(meanCurve(many, 'sd').map(({ x, count }) => [x, count])).toEqual([[1, 5]]);
  });
  it('reads curves between their points, never beyond their ends', () => {
    const a = curve([0, 0], [10, 10]);
    const b = curve([4, 0], [8, 4], [12, 4]);
    expect(meanCurve([a, b], 'sd').map(({ x, y }) => [x, y])).toEqual([
      [4, 2],
      [8, 6],
      [10, 7],
    ]);
  });
  it('does not go through what is not a number', () => {
    expect(meanCurve([curve([0, 0], [2, null], [4, 4]), curve([1, 1], [3, 3])], 'sd')).toEqual([]);
  });
  it('keeps the band where values can be', () => {
    const [point] = meanCurve([curve([1, 0.9]), curve([1, 1])], 'ci', [0, 1]);
    expect(point?.high).toBe(1);
    expect(point?.low).toBeCloseTo(0.95 - 0.05 * Math.tan(0.475 * Math.PI), 9);
  });
  it('has at most 400 places', () => {
    const long = (shift: number) => Array.from({ length: 1000 }, (_, i) => ({ x: i + shift, y: 1 }));
    const places = meanCurve([long(0), long(0.5)], 'sd').map(({ x }) => x);
    expect(places.length).toBeGreaterThan(390);
    expect(places.length).toBeLessThanOrEqual(400);
    expect(places.at(-1)).toBeGreaterThan(990);
  });
});

it('meanTrail pairs the means of the same epoch, wherever they lie', () => {
  const loss = [curve([1, 3], [2, 1], [3, 2]), curve([1, 5], [2, 3], [3, 4])];
  const error = [curve([1, 0.5], [2, 0.3], [3, 0.1]), curve([1, 0.7], [2, 0.5], [3, 0.3])];
  expect(meanTrail(loss, error, 'min-max').map(({ x, y, count }) => [x, y?.toFixed(3), count])).toEqual([
    [4, '0.600', 2],
    [2, '0.400', 2],
    [3, '0.200', 2],
  ]);
});
