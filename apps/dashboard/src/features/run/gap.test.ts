import { describe, expect, it } from 'vitest';
import { gapOf, gapSeries, noiseOf } from './gap.ts';

const metrics = { 'trainEval/accuracy': 0.9, 'validation/accuracy': 0.8 };

describe('the gap', () => {
  it('is the difference of the errors', () => expect(gapOf(metrics)).toBeCloseTo(0.1));
  it('is not a number when one error is not', () =>
    expect(gapOf({ ...metrics, 'validation/accuracy': null })).toBeNull());
  it('does not exist where one error was not measured', () =>
    expect(gapOf({ 'validation/accuracy': 0.8 })).toBeUndefined());
});

describe('noise', () => {
  it('is twice the standard error of the difference of two shares', () => {
    // 2 · sqrt(0.9 · 0.1 / 100 + 0.8 · 0.2 / 400) = 2 · sqrt(0.0013)
    expect(noiseOf(metrics, { trainEval: 100, validation: 400 })).toBeCloseTo(0.072111, 6);
  });
  it('is unknown without counts', () => expect(noiseOf(metrics, null)).toBeNull());
});

it('draws the gap and, behind it, what noise explains from zero', () => {
  const epoch = { epoch: 1, step: 10, metrics, learningRate: 0.1, durationMs: 5, attempt: 1 };
  const series = gapSeries([epoch], [7], { trainEval: 100, validation: 400 }, 0);
  expect(series.map(({ key }) => key)).toEqual(['gap', 'noise']);
  expect(series[0]?.points).toEqual([{ x: 7, y: expect.closeTo(0.1) }]);
  expect(series[1]?.points[0]).toMatchObject({ x: 7, low: 0 });
  expect(gapSeries([epoch], [7], null, 0).map(({ key }) => key)).toEqual(['gap']);
});
