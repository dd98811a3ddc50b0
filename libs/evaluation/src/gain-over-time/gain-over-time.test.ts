import { createRegistry, type PanelRun } from '@convlab/core';
import { expect, it } from 'vitest';
import { gainOverTime } from './gain-over-time.ts';

const panel = createRegistry().use(gainOverTime).create('panel', { id: 'gain-over-time', parts: 4 });
const runOf = (losses: readonly (number | null)[], epochMs = losses.map(() => 1000)): PanelRun => ({
  task: 'classification',
  rows: losses.map((loss) => ({ 'validation/loss': loss })),
  numExamples: { train: 100, trainEval: 100, validation: 50 },
  plannedEpochs: losses.length,
  bestEpoch: 1,
  spec: {},
  epochMs,
  layers: [],
  ended: true,
});
const gains = (run: PanelRun): unknown => {
  const chart = panel.compute(run)?.chart;
  return chart?.type === 'bars' ? chart.items.map(({ value }) => value) : undefined;
};

it('gives each part of the time its share of the fall of the best loss', () => {
  // Falls by 4, 2, 0 (worse than before) and 2: of 8 in all.
  expect(gains(runOf([10, 6, 4, 5, 2]))).toEqual([0.5, 0.25, 0, 0.25]);
});

it('counts time, not epochs', () => {
  expect(gains(runOf([10, 6, 2], [500, 3000, 1000]))).toEqual([0, 0, 0.5, 0.5]);
});

it('leaves out what is no number, and says nothing where nothing fell', () => {
  expect(gains(runOf([10, null, 6, null, 2]))).toEqual([0, 0.5, 0, 0.5]);
  expect(gains(runOf([1, 2, 3, 4]))).toBeUndefined();
  expect(gains(runOf([3, 1]))).toBeUndefined();
});
