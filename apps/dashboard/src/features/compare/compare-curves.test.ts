import { describe, expect, it } from 'vitest';
import {
  differences,
  isHigherBetter,
  metricsOf,
  overlay,
  ranking,
  type ComparedRun,
} from './compare-curves.ts';

const run = (id: string, colour: number, values: readonly number[], numTrain = 100) =>
  ({
    run: { id, name: id, colour, started: { numExamples: { train: numTrain } } },
    epochs: values.map((value, i) => ({
      epoch: i + 1,
      step: (i + 1) * 10,
      durationMs: 1000,
      metrics: { 'train/loss': 1, 'validation/loss': value, 'validation/accuracy': 1 - value },
    })),
  }) as unknown as ComparedRun;

const runs = [run('a', 0, [0.5, 0.4]), run('b', 0, [0.6, 0.2, 0.1]), run('c', 3, [])];
const names = new Map([['a', 'first']]);

it('lists metrics, the most telling first', () => {
  expect(metricsOf(runs)).toEqual(['validation/accuracy', 'validation/loss', 'train/loss']);
});

describe('curves', () => {
  const series = overlay(runs, names, 'validation/loss', 'examples');
  it('stand over what was asked, with the colour of their run and a dash where it is shared', () => {
    expect(series.map(({ label, dash, colour }) => [label, dash, colour])).toEqual([
      ['first', 'solid', 'var(--run-0)'],
      ['b', 'dashed', 'var(--run-0)'],
    ]);
    expect(series[1]?.points.map(({ x }) => x)).toEqual([100, 200, 300]);
  });
  it('stand over another metric in the order of training', () => {
    const [b] = overlay(runs.slice(1, 2), names, 'validation/accuracy', 'validation/loss');
    expect(b?.points.map(({ x }) => x)).toEqual([0.6, 0.2, 0.1]);
    expect(b?.points[0]?.y).toBeCloseTo(0.4);
    expect(overlay(runs, names, 'validation/loss', 'validation/f1')).toEqual([]);
  });
  it('are subtracted where the baseline has values', () => {
    const [b, ...none] = differences(series, 'a');
    expect(none).toEqual([]);
    expect(b?.points).toEqual([
      { x: 100, y: expect.closeTo(0.1) },
      { x: 200, y: expect.closeTo(-0.2) },
    ]);
    expect(differences(series, 'nobody')).toEqual([]);
  });
  it('are ranked by their best values', () => {
    expect(ranking(series, false)).toEqual([
      { label: 'b', value: 0.1 },
      { label: 'first', value: 0.4 },
    ]);
    expect(ranking(series, true)[0]).toEqual({ label: 'b', value: 0.6 });
  });
});

it('knows what is better', () => {
  expect(
    ['validation/loss', 'validation/mean-absolute-error', 'validation/accuracy'].map(isHigherBetter),
  ).toEqual([false, false, true]);
});
