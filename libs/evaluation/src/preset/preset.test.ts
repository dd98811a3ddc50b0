import { createRegistry, createRng, type Metric, type Predictions, type RefOf } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { predictionsOf, readGolden, takeRows } from '../_testing/golden.ts';
import { metricPreset } from './preset.ts';

const registry = createRegistry().use(...metricPreset);
const golden = await readGolden();

type MetricRef = RefOf<(typeof metricPreset)[number], 'metric'>;

const measure = (metric: Metric, ...parts: Predictions[]): number =>
  metric.value(parts.reduce<unknown>((state, part) => metric.add(state, part), metric.start()));

/** `f1/macro` → { id: 'f1', average: 'macro' }; `top-2` → { id: 'top-k', k: 2 }. */
function refOf(name: string): MetricRef {
  const [id, average] = name.split('/');
  if (id?.startsWith('top-') === true) return { id: 'top-k', k: Number(id.slice(4)) };
  return (average === undefined ? { id } : { id, average }) as MetricRef;
}

const cases = [
  ...golden.classification.map((one) => ({ task: 'classification', one, part: predictionsOf(one, true) })),
  ...golden.multiLabel.map((one) => ({ task: 'multi-label', one, part: predictionsOf(one, false) })),
  ...golden.regression.map((one) => ({ task: 'regression', one, part: predictionsOf(one, false) })),
].flatMap(({ task, one, part }) =>
  Object.entries(one.values).map(([name, value]) => ({
    name,
    value,
    task,
    part,
    title: `${name} of ${task}, ${one.numOutputs} outputs`,
  })),
);

describe.each(cases)('$title', ({ name, value, part, task }) => {
  const metric = registry.create('metric', refOf(name));

  it('agrees with scikit-learn', () => {
    expect(Math.abs(measure(metric, part) - value)).toBeLessThan(1e-7 * Math.max(1, Math.abs(value)));
  });

  it('fed in parts gives what it gives fed at once, in any order, through JSON', () => {
    const order = [...createRng(3).permutation(part.length)];
    const cuts = [0, 1, 7, 7, part.length];
    let state = metric.start();
    for (let i = 1; i < cuts.length; i++) {
      state = metric.add(state, takeRows(part, order.slice(cuts[i - 1], cuts[i])));
      state = JSON.parse(JSON.stringify(state)) as unknown;
    }
    expect(metric.value(state)).toBeCloseTo(measure(metric, part), 10);
  });

  it('does not change its state or the predictions when it adds', () => {
    const before = structuredClone(part);
    const state = metric.add(metric.start(), part);
    const kept = JSON.stringify(state);
    metric.add(state, part);
    expect(JSON.stringify(state)).toBe(kept);
    expect(part).toEqual(before);
  });

  it('lies in its range, and has no value before the first example', () => {
    const { range, better } = metric.scale;
    expect(value).toBeGreaterThanOrEqual(range[0]);
    expect(value).toBeLessThanOrEqual(range[1]);
    expect(['higher', 'lower']).toContain(better);
    expect(metric.tasks).toContain(task);
    expect(metric.value(metric.start())).toBeNaN();
  });

  it('refuses predictions and targets that do not fit together', () => {
    expect(() => metric.add(metric.start(), { ...part, length: part.length + 1 })).toThrow(
      expect.objectContaining({ code: 'E_METRIC_SHAPE' }),
    );
  });
});

const oneHot = (classes: number[], numOutputs: number): Predictions => ({
  numOutputs,
  length: classes.length,
  outputs: Float32Array.from(
    classes.flatMap((k) => Array.from({ length: numOutputs }, (_, j) => (j === k ? 1 : 0))),
  ),
  targets: Int32Array.from(classes),
});

describe('closed forms', () => {
  it.each([
    ['accuracy', 1],
    [{ id: 'top-k', k: 2 }, 1],
    ['log-loss', 0],
    ['brier-score', 0],
    ['f1', 1],
    ['roc-auc', 1],
    ['pr-auc', 1],
    ['expected-calibration-error', 0],
  ] as const)('perfect predictions: %j is %d', (ref, value) => {
    expect(measure(registry.create('metric', ref), oneHot([0, 1, 2, 1], 3))).toBe(value);
  });

  it('uniform probabilities: log loss ln C, Brier 1 - 1/C, AUC 1/2, average precision the share', () => {
    const uniform = { ...oneHot([0, 0, 0, 1, 2], 3), outputs: new Float32Array(15).fill(1 / 3) };
    const at = (ref: MetricRef) => measure(registry.create('metric', ref), uniform);
    expect(at('log-loss')).toBeCloseTo(Math.log(3), 6);
    expect(at('brier-score')).toBeCloseTo(2 / 3, 6);
    expect(at('roc-auc')).toBe(0.5);
    expect(at('pr-auc')).toBeCloseTo((0.6 + 0.2 + 0.2) / 3, 12);
    expect(at('accuracy')).toBe(0.6);
    // All 5 in one bin: confidence 1/3, accuracy 3/5.
    expect(at('expected-calibration-error')).toBeCloseTo(0.6 - 1 / 3, 6);
  });

  it('calibration by hand: two bins of two', () => {
    const part: Predictions = {
      numOutputs: 2,
      length: 4,
      outputs: Float32Array.of(0.75, 0.25, 0.75, 0.25, 0, 1, 0.125, 0.875),
      targets: Int32Array.of(0, 1, 1, 1),
    };
    // (0.5, 0.75]: confidence 0.75, accuracy 1/2; (0.75, 1]: confidence 0.9375, accuracy 1.
    const ece = measure(registry.create('metric', { id: 'expected-calibration-error', bins: 4 }), part);
    expect(ece).toBeCloseTo(0.5 * 0.25 + 0.5 * 0.0625, 12);
  });

  it('a probability of 0 for the truth costs 103.3 nats, not infinity', () => {
    const wrong = { ...oneHot([0, 1], 2), targets: Int32Array.of(1, 0) };
    expect(measure(registry.create('metric', 'log-loss'), wrong)).toBeCloseTo(149 * Math.LN2, 10);
  });

  it('a class that cannot be ranked is left out; without any there is no value', () => {
    const auc = registry.create('metric', 'roc-auc');
    expect(measure(auc, oneHot([0, 0, 1], 3))).toBe(1);
    expect(measure(auc, oneHot([1, 1], 2))).toBeNaN();
  });

  it('r2: the mean gives 0; a constant target gives 1 when met and 0 otherwise', () => {
    const r2 = registry.create('metric', 'r2');
    const part = (outputs: number[], targets: number[]): Predictions => ({
      numOutputs: 1,
      length: targets.length,
      outputs: Float32Array.from(outputs),
      targets: Float32Array.from(targets),
    });
    expect(measure(r2, part([2, 2, 2], [1, 2, 3]))).toBe(0);
    expect(measure(r2, part([5, 5], [5, 5]))).toBe(1);
    expect(measure(r2, part([5, 6], [5, 5]))).toBe(0);
    const far = Array.from({ length: 100 }, (_, i) => 1e6 + (i % 10));
    const offBy1 = part(
      far.map((value) => value + 1),
      far,
    );
    // Residual 1 and variance 8.25, in one part and in four.
    expect(measure(r2, offBy1)).toBeCloseTo(1 - 1 / 8.25, 9);
    const quarters = [0, 25, 50, 75].map((start) =>
      takeRows(
        offBy1,
        Array.from({ length: 25 }, (_, i) => start + i),
      ),
    );
    expect(measure(r2, ...quarters)).toBeCloseTo(1 - 1 / 8.25, 9);
  });

  it('a percentage of nothing is infinite when missed and nothing when met', () => {
    const mape = registry.create('metric', 'mean-absolute-percentage-error');
    const at = (output: number) =>
      measure(mape, {
        numOutputs: 1,
        length: 1,
        outputs: Float32Array.of(output),
        targets: Float32Array.of(0),
      });
    expect([at(0), at(1)]).toEqual([0, Infinity]);
  });

  it('top-k refuses more classes than there are', () => {
    expect(() => measure(registry.create('metric', 'top-k'), oneHot([0], 3))).toThrow('at least 5 classes');
  });
});
