import { describe, expect, it } from 'vitest';
import { gapRows, learningRateRows, metricRows, secondMetric } from './curves.ts';

const epochs = [
  {
    epoch: 1,
    learningRate: 0.1,
    metrics: {
      'train/loss': 2,
      'trainEval/loss': 1.5,
      'validation/loss': 1.6,
      'trainEval/accuracy': 0.9,
      'validation/accuracy': 0.8,
    },
  },
  {
    epoch: 2,
    learningRate: 0.05,
    metrics: {
      'train/loss': null,
      'trainEval/loss': 1,
      'validation/loss': 1.2,
      'trainEval/accuracy': 1,
      'validation/accuracy': 0.9,
    },
  },
];

describe('metricRows', () => {
  it('has a key for each split and keeps what is not a number', () => {
    expect(metricRows(epochs, 'loss')).toEqual([
      { x: 1, train: 2, trainEval: 1.5, validation: 1.6 },
      { x: 2, train: null, trainEval: 1, validation: 1.2 },
    ]);
  });
  it('maps, and leaves out what was not measured', () => {
    expect(metricRows(epochs, 'accuracy', (accuracy) => 1 - accuracy)[1]).toEqual({
      x: 2,
      trainEval: 0,
      validation: expect.closeTo(0.1),
    });
  });
});

describe('gapRows', () => {
  it('is validation error above training error, with twice its standard error', () => {
    const [first] = gapRows(epochs, { trainEval: 400, validation: 100 });
    expect(first?.['gap']).toBeCloseTo(0.1);
    // sqrt(0.09 / 400 + 0.16 / 100) = sqrt(0.001825)
    expect(first?.['noise']).toBeCloseTo(2 * Math.sqrt(0.001825), 10);
  });
  it('does without counts and without accuracy', () => {
    expect(gapRows(epochs, null)[0]).toEqual({ x: 1, gap: expect.closeTo(0.1) });
    expect(gapRows([{ epoch: 1, learningRate: 1, metrics: { 'validation/loss': 1 } }], null)).toEqual([]);
  });
});

it('learningRateRows follows the schedule', () => {
  expect(learningRateRows(epochs)).toEqual([
    { x: 1, learningRate: 0.1 },
    { x: 2, learningRate: 0.05 },
  ]);
});

describe('secondMetric', () => {
  it('prefers accuracy', () => expect(secondMetric(epochs)).toBe('accuracy'));
  it('takes what is there', () => {
    expect(
      secondMetric([{ epoch: 1, learningRate: 1, metrics: { 'validation/loss': 1, 'validation/r2': 0.3 } }]),
    ).toBe('r2');
    expect(secondMetric([])).toBeUndefined();
  });
});
