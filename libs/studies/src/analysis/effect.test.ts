import type { StudyRun } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { jointVerdict, measureEffect } from './effect.ts';
import { finalError, minus } from './run-values.ts';
import { bySeed } from './runs.ts';

const run = (arm: string, seed: number, error: number): StudyRun => ({
  arm,
  seed,
  status: 'done',
  rows: [{ 'validation/accuracy': 1 - error }],
  epochMs: [10],
  bestEpoch: 1,
  stepsPerEpoch: 1,
  plannedEpochs: 1,
  numWeights: 1,
  numExamples: null,
  layers: [],
});

/** Three seeds, of which the difference of b and a is given. */
const groups = (differences: readonly number[]) =>
  bySeed(differences.flatMap((d, i) => [run('a', i + 1, 0.1 * (i + 1)), run('b', i + 1, 0.1 * (i + 1) + d)]));

const effect = (differences: readonly number[], above = 0) =>
  measureEffect(
    {
      name: 'b less a',
      unit: 'points',
      above,
      of: (seed) => minus(seed.value('b', finalError), seed.value('a', finalError)),
    },
    groups(differences),
  );

describe('measureEffect', () => {
  it('pairs by seed and widens the t interval for shared examples', () => {
    // By hand: mean 0.02, s = 0.01, t(2; 0.975) = 4.302653, n_validation / n_train = 0.15 / 0.7.
    const half = 4.302653 * 0.01 * Math.sqrt(1 / 3 + 0.15 / 0.7);
    const { interval } = effect([0.01, 0.02, 0.03]);
    expect(interval?.value).toBeCloseTo(0.02, 10);
    expect(interval?.low).toBeCloseTo(0.02 - half, 6);
    expect(interval?.high).toBeCloseTo(0.02 + half, 6);
  });

  it('is supported only when the whole interval lies above the bound', () => {
    expect(effect([0.1, 0.101, 0.099]).verdict).toBe('supported');
    expect(effect([0.1, 0.101, 0.099], 0.2).verdict).toBe('not-supported');
    expect(effect([0.1, 0.101, 0.099], 0.1).verdict).toBe('inconclusive');
    expect(effect([0.1]).verdict).toBe('inconclusive');
  });
});

describe('jointVerdict', () => {
  it('asks for every effect, and is refuted by one', () => {
    const yes = effect([0.1, 0.101, 0.099]);
    const no = effect([0.1, 0.101, 0.099], 0.2);
    const open = effect([0.1]);
    expect(jointVerdict([yes, yes])).toBe('supported');
    expect(jointVerdict([yes, open])).toBe('inconclusive');
    expect(jointVerdict([open, no, yes])).toBe('not-supported');
  });
});
