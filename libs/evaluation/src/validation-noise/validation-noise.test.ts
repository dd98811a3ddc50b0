import { createRegistry, createRng, type PanelRun } from '@convlab/core';
import { expect, it } from 'vitest';
import { noiseOf, validationNoise } from './validation-noise.ts';

const runOf = (losses: readonly (number | null)[]): PanelRun => ({
  task: 'classification',
  rows: losses.map((loss) => ({ 'validation/loss': loss })),
  numExamples: { train: 100, trainEval: 100, validation: 50 },
  plannedEpochs: losses.length,
  bestEpoch: 1,
  spec: {},
  epochMs: losses.map(() => 1000),
  layers: [],
  ended: true,
});
const panel = createRegistry().use(validationNoise).create('panel', 'validation-noise');

it('finds the deviation of the noise that was put onto a line', () => {
  const rng = createRng(1);
  const noise = rng.normal(20_000);
  const values = Array.from(noise, (z, i) => 5 - 0.01 * i + 0.3 * z);
  expect(noiseOf(values)).toBeCloseTo(0.3, 2);
});

it('calls a straight line free of noise, and an alternation of ± a noise of a · √(16 / 6)', () => {
  expect(noiseOf([5, 4, 3, 2, 1])).toBe(0);
  expect(noiseOf([1, -1, 1, -1, 1, -1])).toBeCloseTo(Math.sqrt(16 / 6), 12);
});

it('says nothing of fewer than five epochs, nor where too few have neighbours', () => {
  expect(panel.compute(runOf([4, 3, 2, 1]))).toBeUndefined();
  expect(panel.compute(runOf([4, null, 3, null, 2, null, 1]))).toBeUndefined();
});

it('shows the steps, with a gap where a loss is no number', () => {
  const chart = panel.compute(runOf([9, 7, 5, 3, 1, null, 1]))?.chart;
  expect(chart).toMatchObject({
    series: [{ points: [-2, -2, -2, -2, null, null].map((y, i) => ({ x: i + 2, y })) }, {}, {}],
  });
});
