import { createRegistry, createRng, type DataSetInfo, type DataSplit } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { trainingPart } from '../_testing/sources.ts';
import { memorySource } from '../memory-source/memory-source.ts';
import { dataPreset } from '../preset/preset.ts';
import { inspectData } from './data-report.ts';
import type { DataReport } from './report.ts';

const registry = createRegistry().use(...dataPreset);

const info = (numExamples: number, change: Partial<DataSetInfo> = {}): DataSetInfo => ({
  task: 'classification',
  inputShape: [2, 1, 1],
  inputRange: [0, 9],
  numOutputs: 2,
  outputNames: ['cat', 'dog'],
  numExamples,
  licence: 'none',
  source: 'made for a test',
  ...change,
});

const split = (train: number[], validation: number[], test: number[] = []): DataSplit => ({
  train: trainingPart(...train),
  validation: Int32Array.from(validation),
  test: Int32Array.from(test),
});

/** Six images of two pixels: 0 and 3 are equal, 4 and 5 too but for their class, 1 is blank. */
const images = { inputs: [1, 2, 7, 7, 2, 1, 1, 2, 5, 6, 5, 6], targets: [0, 1, 1, 0, 0, 1] };

const inspect = (
  { inputs, targets }: { inputs: number[]; targets: number[] } = images,
  parts = split([0, 1, 2], [3, 4], [5]),
  change: Partial<DataSetInfo> = {},
) => {
  const source = memorySource(info(targets.length, change), {
    inputs: Float32Array.from(inputs),
    targets: Int32Array.from(targets),
  });
  return inspectData(source, parts);
};

const outcome = ({ checks }: DataReport, id: string) => checks.find((check) => check.id === id)?.outcome;

describe('inspectData', () => {
  it('counts classes by part, and repeated, leaked and contradicting examples', async () => {
    const report = await inspect();
    expect(report.parts).toEqual([
      { name: 'train', numExamples: 3, classCounts: [1, 2] },
      { name: 'validation', numExamples: 2, classCounts: [2, 0] },
      { name: 'test', numExamples: 1, classCounts: [0, 1] },
    ]);
    expect(report.duplicates).toEqual({
      numRepeated: 2,
      numLeaked: 1,
      numConflicting: 1,
      groups: [
        { indices: [0, 3], parts: ['train', 'validation'], sameTarget: true },
        { indices: [4, 5], parts: ['validation', 'test'], sameTarget: false },
      ],
    });
    expect(report.numBlank).toBe(1);
    expect(report.checks[0]?.outcome).toBe('fail');
    expect(outcome(report, 'leak')).toBe('fail');
    expect(outcome(report, 'conflicts')).toBe('warn');
    expect(outcome(report, 'classes')).toBe('fail');
  });

  it('tells values by their worth, not by their bits', async () => {
    const { duplicates } = await inspect({ inputs: [0, 1, -0, 1], targets: [0, 0] }, split([0], [1]));
    expect(duplicates.numLeaked).toBe(1);
  });

  it('measures channels over the training part alone', async () => {
    const { features } = await inspect();
    // Of 1, 2, 7, 7, 2, 1: mean 20/6, variance (7² + 7² + 4² + 4² + …)/6 worked by hand: 108/6 - (20/6)².
    expect(features).toHaveLength(1);
    expect(features[0]?.mean).toBeCloseTo(20 / 6, 12);
    expect(features[0]?.standardDeviation).toBeCloseTo(Math.sqrt(108 / 6 - (20 / 6) ** 2), 12);
    expect(features[0]).toMatchObject({ min: 1, max: 7 });
  });

  it('finds values that are no number, out of range, or always the same', async () => {
    const parts = split([0, 1], [2]);
    expect(
      outcome(await inspect({ inputs: [1, NaN, 2, 3, 4, 5], targets: [0, 1, 0] }, parts), 'finite'),
    ).toBe('fail');
    expect(outcome(await inspect({ inputs: [1, 12, 2, 3, 4, 5], targets: [0, 1, 0] }, parts), 'range')).toBe(
      'fail',
    );
    const constant = await inspect({ inputs: [1, 5, 2, 5, 3, 5], targets: [0, 1, 0] }, parts, {
      inputShape: [2],
    });
    expect(constant.features.map(({ standardDeviation }) => standardDeviation > 0)).toEqual([true, false]);
    expect(outcome(constant, 'constant')).toBe('warn');
  });

  it('finds nothing wrong with digits, and the known repeats of iris', async () => {
    const reportOf = async (id: 'digits' | 'iris') => {
      const source = await registry.create('data-set', id).load();
      return inspectData(source, registry.create('split', 'stratified').split(source, createRng(1)));
    };
    const digits = await reportOf('digits');
    expect(digits.checks.filter((check) => check.outcome !== 'pass')).toEqual([]);
    expect(digits.parts.map(({ numExamples }) => numExamples).reduce((a, b) => a + b)).toBe(1797);
    // R: sum(duplicated(iris)) is 1 for the data of R; the file of scikit-learn and UCI has 149 distinct rows of 150 as well.
    expect((await reportOf('iris')).duplicates.numRepeated).toBe(1);
  });

  it('takes regression, without classes', async () => {
    const source = await registry.create('data-set', 'diabetes').load();
    const parts = registry.create('split', 'stratified').split(source, createRng(1));
    const report = await inspectData(source, parts);
    expect(report.parts[0]).not.toHaveProperty('classCounts');
    expect(outcome(report, 'balance')).toBeUndefined();
    expect(report.features).toHaveLength(10);
  });
});
