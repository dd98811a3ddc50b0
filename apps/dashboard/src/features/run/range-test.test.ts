import { expect, it } from 'vitest';
import { rateRange, readRangeTest } from './range-test.ts';

const range = { minimum: 1e-6, maximum: 1 };

/* 601 updates: a hundred to each power of ten. The loss falls around 1e-3, half-way down, and grows beyond 0.1. */
const losses = Array.from({ length: 601 }, (_, i) => {
  const power = -6 + i / 100;
  return 2 / (1 + Math.exp(6 * (power + 3))) + (power > -1 ? 10 * (power + 1) : 0);
});
const buckets = losses.map((value, i) => ({
  lastStep: i + 1,
  mean: value,
  min: value,
  max: value,
  ema: value,
}));

it('finds where the loss falls fastest, and where it is lowest', () => {
  const { points, steepest, lowest } = readRangeTest(buckets, range, 601);
  expect(points[300]).toMatchObject({ x: expect.closeTo(1e-3, 8) as number, y: 1 });
  expect(Math.log10(steepest ?? NaN)).toBeCloseTo(-3, 0);
  expect(lowest).toBe(0.1);
});

it('says nothing where the loss never falls or is no number', () => {
  const rising = buckets.map((bucket) => ({ ...bucket, mean: bucket.lastStep }));
  expect(readRangeTest(rising, range, 601).steepest).toBeNull();
  const broken = buckets.map((bucket) => ({ ...bucket, mean: null, ema: null }));
  expect(readRangeTest(broken, range, 601)).toMatchObject({ steepest: null, lowest: null });
  expect(readRangeTest([], range, 601)).toEqual({ points: [], smooth: [], steepest: null, lowest: null });
});

it.each([
  [
    { id: 'convlab/range-test', minimum: 1e-5, maximum: 10 },
    { minimum: 1e-5, maximum: 10 },
  ],
  [{ id: 'convlab/cosine', initial: 0.1 }, null],
  [0.1, null],
])('knows the range of a run with the rate %j', (learningRate, expected) => {
  expect(rateRange({ optimizer: { learningRate } })).toEqual(expected);
});

it('knows no range where there is no specification', () => {
  expect(rateRange(null)).toBeNull();
});
