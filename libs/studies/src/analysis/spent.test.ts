import type { StudyRun } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { curvesOver, UPDATES, WALL_TIME } from './charts.ts';
import { imagesUntil, secondsTo, secondsUntil } from './run-values.ts';

/** Three epochs of five updates on 40 images; each takes a second more than the one before. */
const run = (seed: number, errors: readonly number[]): StudyRun => ({
  arm: 'a',
  seed,
  status: 'done',
  rows: errors.map((error) => ({ 'trainEval/accuracy': 1 - error, 'trainEval/loss': error })),
  epochMs: errors.map((_, i) => 1000 * (i + 1) * seed),
  bestEpoch: 1,
  stepsPerEpoch: 5,
  plannedEpochs: 3,
  numWeights: 1,
  numExamples: { train: 40, validation: 10 },
  layers: [],
});
const learns = run(1, [0.5, 0.1, 0.05]);

describe('what a training has spent', () => {
  it('until an error: images are whole epochs of them, seconds add up', () => {
    expect(imagesUntil(0.1 + 1e-9)(learns)).toBe(80);
    expect(secondsTo(0.1 + 1e-9)(learns)).toBe(3);
    expect(imagesUntil(0.01)(learns)).toBeNull();
    expect(secondsTo(0.01)(learns)).toBeNull();
    expect([0, 1, 2, 3, 4].map((epochs) => secondsUntil(learns, epochs))).toEqual([null, 1, 3, 6, null]);
  });

  it('is the x of a curve; where seeds differ in it, their mean', () => {
    const slower = run(3, [0.7, 0.3, 0.15]);
    const of = (spent: typeof UPDATES) =>
      curvesOver(spent, 'Loss', 'trainEval/loss', { label: 'loss', unit: 'number' })([learns, slower]);
    expect(of(UPDATES).series[0]?.points.map(({ x }) => x)).toEqual([5, 10, 15]);
    const { x, series } = of(WALL_TIME);
    expect(x.log).toBe(true);
    expect(series[0]?.points.map((point) => point.x)).toEqual([2, 6, 12]);
    expect(series[0]?.points[1]).toMatchObject({ y: expect.closeTo(0.2, 12) as number, low: 0.1, high: 0.3 });
  });
});
