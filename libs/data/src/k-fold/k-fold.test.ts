import { createRegistry, createRng, type PlannedSplit, type PluginRef, type Split } from '@convlab/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataPreset } from '../preset/preset.ts';
import { labelledSource } from '../_testing/sources.ts';

const registry = createRegistry().use(...dataPreset);
const split: Split = registry.create('split', 'stratified');

const cycle = (count: number, classes: number): number[] =>
  Array.from({ length: count }, (_, i) => i % classes);

function plan(ref: PluginRef, labels: readonly number[], classes: number, seed = 1): readonly PlannedSplit[] {
  const protocol = registry.create('protocol', ref as 'k-fold');
  const splits = protocol.plan(labelledSource(labels, classes), split, createRng(seed));
  expect(splits.length).toBe(protocol.numSplits);
  expect(new Set(splits.map(({ name }) => name)).size).toBe(splits.length);
  return splits;
}

const sorted = (...parts: ArrayLike<number>[]): number[] =>
  parts.flatMap((part) => Array.from(part)).sort((a, b) => a - b);

const refs: PluginRef[] = [
  'hold-out',
  'k-fold',
  { id: 'k-fold', folds: 3, repeats: 2 },
  { id: 'k-fold', stratified: false },
  { id: 'repeated-hold-out', repeats: 3 },
  { id: 'nested', outerFolds: 3, innerFolds: 2 },
];

describe.each(refs)('protocol %j', (ref) => {
  it('gives disjoint parts that cover everything, again for the same seed', () => {
    const labels = cycle(203, 4);
    const splits = plan(ref, labels, 4);
    for (const { train, validation, test } of splits) {
      expect(sorted(train, validation, test)).toEqual([...labels.keys()]);
    }
    expect(plan(ref, labels, 4)).toEqual(splits);
    expect(plan(ref, labels, 4, 2)).not.toEqual(splits);
  });
});

describe('k-fold', () => {
  it('validates every learning example exactly once per repeat, and never the test part', () => {
    const splits = plan({ id: 'k-fold', folds: 5, repeats: 2 }, cycle(200, 4), 4);
    const { train, validation, test } = splits[0] as PlannedSplit;
    const learning = sorted(train, validation);
    for (const repeat of [splits.slice(0, 5), splits.slice(5)]) {
      expect(sorted(...repeat.map((fold) => fold.validation))).toEqual(learning);
    }
    for (const fold of splits) expect(sorted(fold.test)).toEqual(sorted(test));
    expect(splits[0]?.validation).not.toEqual(splits[5]?.validation);
  });

  it('has folds even to within one example, in total and in each class', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 12, max: 40 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 2, max: 7 }),
        (sizes, folds) => {
          const labels = sizes.flatMap((size, label) => Array.from({ length: size }, () => label));
          const splits = plan({ id: 'k-fold', folds }, labels, sizes.length);
          const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts);
          expect(spread(splits.map(({ validation }) => validation.length))).toBeLessThanOrEqual(1);
          sizes.forEach((_, label) => {
            const counts = splits.map(
              ({ validation }) => validation.filter((index) => labels[index] === label).length,
            );
            expect(spread(counts)).toBeLessThanOrEqual(1);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['more folds than examples of a class', { id: 'k-fold', folds: 20 }, cycle(60, 3), 3],
    ['more folds than examples', { id: 'k-fold', folds: 20, stratified: false }, cycle(12, 1), 1],
    ['one example of a class', { id: 'nested', outerFolds: 2, innerFolds: 2 }, [0, 0, 0, 0, 1], 2],
  ])('refuses %s', (_, ref, labels, classes) => {
    expect(() => plan(ref, labels, classes)).toThrow(expect.objectContaining({ code: 'E_DATA_FOLDS' }));
  });
});

describe('nested', () => {
  it('tests every example once, and validates within an outer fold every other one once', () => {
    const labels = cycle(90, 3);
    const splits = plan({ id: 'nested', outerFolds: 3, innerFolds: 4 }, labels, 3);
    const outer = [1, 2, 3].map((number) => splits.filter(({ outerFold }) => outerFold === number));
    expect(sorted(...outer.map(([first]) => (first as PlannedSplit).test))).toEqual([...labels.keys()]);
    for (const inner of outer) {
      expect(inner.length).toBe(4);
      const { test } = inner[0] as PlannedSplit;
      expect(sorted(...inner.map(({ validation }) => validation), test)).toEqual([...labels.keys()]);
    }
  });
});

describe('repeated-hold-out', () => {
  it('keeps the proportion of the split', () => {
    for (const { train, validation, test } of plan(
      { id: 'repeated-hold-out', repeats: 4 },
      cycle(200, 4),
      4,
    )) {
      // 0.15 of 4 classes of 50: 30 each, and within one example of it per class.
      expect([train.length, validation.length, test.length]).toEqual([140, 30, 30]);
    }
  });
});
