import { createRegistry, createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../intervals/intervals.ts';
import { metricPreset } from '../preset/preset.ts';
import { summarizePredictions } from './prediction-summary.ts';

const registry = createRegistry().use(...metricPreset);
const options = {
  metrics: { accuracy: registry.create('metric', 'accuracy'), f1: registry.create('metric', 'f1') },
  outputNames: ['cat', 'dog'],
  rng: createRng(1),
};

/** Class 0 is right in 6 of 8 examples, class 1 in 1 of 2. */
const targets = Int32Array.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
const predicted = [0, 0, 0, 0, 0, 0, 1, 1, 1, 0];
const classes = {
  outputs: Float32Array.from(predicted.flatMap((k) => (k === 0 ? [0.75, 0.25] : [0.25, 0.75]))),
  targets,
  length: 10,
  numOutputs: 2,
};

describe('summarizePredictions', () => {
  it('agrees with counts by hand', () => {
    const summary = summarizePredictions(classes, options);
    expect(summary.confusion).toEqual([
      [6, 2],
      [1, 1],
    ]);
    expect(summary.metrics['accuracy']).toEqual(wilsonInterval(7, 10));
    expect(summary.classes?.[0]).toMatchObject({
      name: 'cat',
      support: 8,
      recall: 0.75,
      recallInterval: wilsonInterval(6, 8),
      precisionInterval: wilsonInterval(6, 7),
    });
    // Each example is off by 0.25 in both outputs when right, by 0.75 when wrong.
    expect(summary.brier?.score).toBeCloseTo((7 * 2 * 0.0625 + 3 * 2 * 0.5625) / 10, 6);
    expect(summary.calibration?.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  });

  it('gives other metrics a bootstrap interval around their value, the same for the same stream', () => {
    const { metrics } = summarizePredictions(classes, options);
    // F1 by hand: 12 / 15 and 2 / 5.
    expect(metrics['f1']?.value).toBeCloseTo((12 / 15 + 2 / 5) / 2, 6);
    expect(metrics['f1']?.low).toBeLessThan(0.6);
    expect(metrics['f1']?.high).toBeGreaterThan(0.6);
    expect(summarizePredictions(classes, options).metrics).toEqual(metrics);
  });

  it('has nothing to say of classes where there are none, and nothing of nothing', () => {
    const values = {
      outputs: Float32Array.from([1, 2, 3]),
      targets: Float32Array.from([1, 2, 4]),
      length: 3,
      numOutputs: 1,
    };
    const regression = { ...options, metrics: { mse: registry.create('metric', 'mean-squared-error') } };
    const summary = summarizePredictions(values, regression);
    expect(summary.metrics['mse']?.value).toBeCloseTo(1 / 3, 6);
    expect(summary).not.toHaveProperty('confusion');
    const none = { ...classes, outputs: new Float32Array(), targets: new Int32Array(), length: 0 };
    expect(summarizePredictions(none, options)).toEqual({ version: 1, numExamples: 0, metrics: {} });
  });
});
