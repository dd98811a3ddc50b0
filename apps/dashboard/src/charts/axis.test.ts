import { describe, expect, it } from 'vitest';
import { epochDomain, linearTicks, positionAxis, spanOf, valueAxis, wholeTicks } from './axis.ts';
import type { Point } from './points.ts';

const curve = (ys: readonly (number | null)[]) => [
  { key: 'a', label: 'a', colour: '', points: ys.map((y, i): Point => ({ x: i, y })) },
];
const axisOf = (ys: readonly (number | null)[], options = {}) =>
  valueAxis(curve(ys), { scale: 'linear', zero: true, ignoreOutliers: true, ...options });

describe('spanOf', () => {
  it('takes a million values', () => {
    expect(spanOf(Array.from({ length: 1_000_000 }, (_, i) => i))).toEqual([0, 999_999]);
  });
  it('does not exist without values', () => expect(spanOf([])).toBeUndefined());
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
    expect(axisOf([a, b]).ticks).toEqual(ticks);
  });
  it('stand at powers of two where bytes are counted', () => {
    const MiB = 2 ** 20;
    expect(axisOf([100 * MiB, 410 * MiB], { binary: true }).ticks).toEqual(
      [0, 128, 256, 384, 512].map((size) => size * MiB),
    );
    expect(axisOf([0, 0], { binary: true }).ticks).toEqual([0, 1]);
  });
  it('need not hold zero', () => expect(linearTicks(0.91, 0.94, false)).toEqual([0.91, 0.92, 0.93, 0.94]));
  it.each([[[]], [[null, null]], [[Infinity, Number.NaN]]])('exists for %j', (ys) => {
    expect(axisOf(ys).ticks).toEqual([0, 0.5, 1]);
  });
});

describe('outliers', () => {
  const calm = Array.from({ length: 40 }, (_, i) => 1 + (i % 5) / 10);
  it('lie beyond the axis when they would squash the rest, and are counted', () => {
    const axis = axisOf([...calm, 1e6]);
    expect(axis.domain[1]).toBeLessThan(3);
    expect(axis.beyond).toBe(1);
  });
  it('are on the axis when asked for', () => {
    const axis = axisOf([...calm, 1e6], { ignoreOutliers: false });
    expect(axis.domain[1]).toBeGreaterThanOrEqual(1e6);
    expect(axis.beyond).toBe(0);
  });
  it('are not what a fall looks like', () => {
    const fall = Array.from({ length: 30 }, (_, i) => 2.3 * 0.8 ** i);
    expect(axisOf(fall).beyond).toBe(0);
  });
});

describe('a logarithmic axis', () => {
  const log = (ys: readonly number[]) => axisOf(ys, { scale: 'log' });
  it('ends below the smallest positive value, where zeros are drawn', () => {
    const { scale, domain } = log([0, 0.01, 1]);
    expect(scale).toBe('log');
    expect(domain[0]).toBeCloseTo(0.008);
    expect(domain[1]).toBe(1);
  });
  it('has a height for a constant', () => {
    const { domain } = log([0.5, 0.5]);
    expect(domain[0]).toBeLessThan(0.5);
    expect(domain[1]).toBeGreaterThan(0.5);
  });
  it('is linear around zero with negative values', () => expect(log([-2, 0, 100]).scale).toBe('symlog'));
  it('is linear without positive values', () => expect(log([0, 0]).scale).toBe('linear'));
  it('has ticks within its ends', () => {
    const { domain, ticks } = log([3e-5, 0.4]);
    expect(ticks.length).toBeGreaterThan(2);
    for (const tick of ticks) expect(tick >= domain[0] && tick <= domain[1]).toBe(true);
  });
});

describe('an axis of positions', () => {
  it('begins above zero when logarithmic', () => {
    expect(positionAxis([0, 1000], 'log', false).domain[0]).toBeGreaterThan(0);
    expect(positionAxis([1, 1000], 'log', true).ticks).toEqual([1, 10, 100, 1000]);
  });
  it('has ticks within a zoomed part', () => {
    const { ticks } = positionAxis([12.4, 31.7], 'linear', true);
    expect(ticks.every((tick) => Number.isInteger(tick) && tick >= 12.4 && tick <= 31.7)).toBe(true);
  });
  it.each([
    [1, 5, 5],
    [1, 20, 20],
    [1, 100, 100],
    [1, 12_345, 12_000],
  ])('from %i to %i has few ticks', (first, last, end) => {
    const ticks = wholeTicks([first, last]);
    expect(ticks[0]).toBe(first);
    expect(ticks.at(-1)).toBe(end);
    expect(ticks.length).toBeLessThanOrEqual(11);
  });
});

describe('epochDomain', () => {
  it('is as long as planned while it runs', () => expect(epochDomain(3, 20, false)).toEqual([1, 20]));
  it('ends with the run', () => expect(epochDomain(12, 20, true)).toEqual([1, 12]));
  it.each([
    [10, 10],
    [11, 13],
    [130, 160],
    [999, 1000],
  ])('does not wait for a distant end, and after %i epochs ends at %i', (done, end) =>
    expect(epochDomain(done, 100_000, false)).toEqual([1, end]),
  );
  it('is never empty', () => expect(epochDomain(0, null, false)).toEqual([1, 2]));
});
