import { definePlugin, type DataSet } from '@convlab/core';
import { memorySource } from '@convlab/data';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { registry as builtin } from '../_testing/registry.ts';
import { requireExperiment } from '../spec/resolve-experiment.ts';
import { planSplit, requireSplits } from './plan-split.ts';

/** A data set with these numbers of examples in its classes. */
function withClasses(...counts: number[]) {
  const labels = Int32Array.from(counts.flatMap((count, k) => Array<number>(count).fill(k)));
  const info: DataSet['info'] = {
    task: 'classification',
    inputShape: [8, 8, 1],
    numOutputs: counts.length,
    outputNames: counts.map((_, k) => `class ${k}`),
    numExamples: labels.length,
    licence: 'CC0',
    source: 'made for a test',
  };
  const source = memorySource(info, { inputs: new Float32Array(64 * labels.length), targets: labels });
  const set = definePlugin({
    kind: 'data-set',
    id: 'test/few',
    version: 1,
    title: 'Few',
    summary: 'A few examples.',
    config: z.strictObject({}),
    create: () => ({ info, load: () => Promise.resolve(source) }),
  });
  return { registry: builtin.use(set), source };
}

const whole = { train: 0.8, validation: 0.2, test: 0 };
const specOf = (registry: Parameters<typeof requireExperiment>[1], more: object) =>
  requireExperiment({ data: { set: 'test/few', split: whole }, ...more }, registry).spec;

describe('requireSplits', () => {
  it.each([
    ['more folds than examples', [8, 8], { id: 'k-fold', folds: 20, stratified: false }, 'E_DATA_FOLDS'],
    ['one example of a class and five folds', [1, 40], { id: 'k-fold', folds: 5 }, 'E_DATA_FOLDS'],
    ['a class without examples', [40, 0, 40], 'hold-out', 'E_DATA_EMPTY_CLASS'],
  ])('refuses %s', async (_what, counts, protocol, code) => {
    const { registry } = withClasses(...counts);
    await expect(requireSplits(specOf(registry, { protocol }), registry)).rejects.toThrow(
      expect.objectContaining({ code }),
    );
    const search = { space: { 'training.batchSize': { choice: [8, 16] } }, protocol };
    await expect(requireSplits(specOf(registry, { search }), registry)).rejects.toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('planSplit', () => {
  const { registry, source } = withClasses(50, 50);
  const parts = (more: object) => {
    const data = {
      set: 'test/few',
      split: { train: 0.6, validation: 0.2, test: 0.2 },
      ...('data' in more ? (more.data as object) : {}),
    };
    return planSplit(specOf(registry, { ...more, data }), source, registry);
  };
  const sorted = (...groups: Int32Array[]) => groups.flatMap((group) => [...group]).sort((a, b) => a - b);

  it('has the same split for all seeds of a training, and another for another experiment', () => {
    const plain = parts({});
    expect(parts({ run: { stage: 'ensemble', seed: 7 } })).toEqual(plain);
    expect(parts({ seed: 7 })).not.toEqual(plain);
  });

  it('keeps the test part closed to every fold', () => {
    const { test } = parts({});
    for (let split = 0; split < 4; split++) {
      const fold = parts({ protocol: { id: 'k-fold', folds: 4 }, run: { stage: 'folds', split } });
      expect(fold.test).toEqual(test);
      expect(sorted(fold.train, fold.validation, fold.test)).toEqual([...Array(100).keys()]);
    }
    expect(() => parts({ protocol: { id: 'k-fold', folds: 4 }, run: { stage: 'folds', split: 4 } })).toThrow(
      expect.objectContaining({ code: 'E_SPEC_SPLIT' }),
    );
  });

  it('trains the last time on all but the test part', () => {
    const plain = parts({});
    const final = parts({ run: { stage: 'final', learning: true } });
    expect(sorted(final.train)).toEqual(sorted(plain.train, plain.validation));
    expect(final.validation).toHaveLength(0);
    expect(final.test).toEqual(plain.test);
  });

  it('samples the training part alone: a fraction of each class, or a bootstrap', () => {
    const plain = parts({});
    const half = parts({ data: { fraction: 0.5 } });
    expect(half.train).toHaveLength(30);
    expect([...half.train].every((index) => plain.train.includes(index))).toBe(true);
    expect(half.validation).toEqual(plain.validation);
    const bag = parts({ run: { stage: 'ensemble', bootstrap: true } });
    expect(bag.train).toHaveLength(60);
    // Of n draws about 1 - 1/e are different ones.
    expect(new Set(bag.train).size).toBeLessThan(50);
    expect([...bag.train].every((index) => plain.train.includes(index))).toBe(true);
  });
});
