import { describe, expect, it } from 'vitest';
import {
  bestSoFar,
  distinctValues,
  distributionOf,
  gapOf,
  quantileOf,
  rankedByGap,
  spansDecades,
  widened,
} from './search-facts.ts';

const trial = (number: number, value: number | null | undefined, more = {}) => ({
  number,
  values: {},
  budget: 1,
  spread: null,
  runs: [],
  ...(value === undefined ? {} : { value }),
  ...more,
});

describe('facts of a search', () => {
  it('follow the best, leaving out what failed, runs, or had less budget', () => {
    const trials = [
      trial(0, 3),
      trial(1, null),
      trial(2, 1),
      trial(3, 2),
      trial(4, undefined),
      trial(5, 0, { budget: 0.5 }),
    ];
    expect(bestSoFar(trials)).toEqual([
      { trial: 1, value: 3, best: 3 },
      { trial: 3, value: 1, best: 1 },
      { trial: 4, value: 2, best: 1 },
    ]);
  });

  it('know the gap of a trial as the mean over its runs', () => {
    const run = (validation: number, learned: number) => ({
      runId: 'r',
      status: 'done' as const,
      bestEpoch: 1,
      metrics: { 'validation/accuracy': validation, 'trainEval/accuracy': learned },
    });
    expect(gapOf(trial(0, 1, { runs: [run(0.8, 0.9), run(0.7, 1)] }))).toBeCloseTo(0.2, 12);
    expect(gapOf(trial(0, 1))).toBeNull();
  });

  it('rank by the gap when asked to', () => {
    const run = (validation: number, learned: number) => ({
      runId: 'r',
      status: 'done' as const,
      bestEpoch: 1,
      metrics: { 'validation/accuracy': validation, 'trainEval/accuracy': learned },
    });
    const trials = [
      trial(0, 0.1, { runs: [run(0.9, 1)], values: { a: 0.1 } }),
      trial(1, 0.2, { runs: [run(0.8, 0.85)], values: { a: 0.5 } }),
      trial(2, null),
      trial(3, undefined),
    ];
    const search = {
      strategy: 'x',
      numTrials: 4,
      trials,
      parameters: [],
      best: trials[0] as (typeof trials)[0],
    };
    const ranked = rankedByGap(search, { a: { uniform: [0, 1] } });
    expect(ranked.best?.number).toBe(1);
    expect(ranked.trials.map(({ value }) => value)).toEqual([
      expect.closeTo(0.1),
      expect.closeTo(0.05),
      null,
      undefined,
    ]);
    expect(ranked.parameters.map(({ path }) => path)).toEqual(['a']);
  });

  it('know how values are distributed, with both ends however many there are', () => {
    expect(distributionOf([3, 1, 2, 2])).toEqual([
      { value: 1, share: 0.25 },
      { value: 2, share: 0.5 },
      { value: 2, share: 0.75 },
      { value: 3, share: 1 },
    ]);
    const many = distributionOf(
      Array.from({ length: 1000 }, (_, i) => (i * 7) % 1000),
      100,
    );
    expect(many.length).toBeLessThanOrEqual(101);
    expect([many[0], many.at(-1)]).toEqual([
      { value: 0, share: 0.001 },
      { value: 999, share: 1 },
    ]);
    expect([quantileOf([4, 1, 3, 2], 0.5), quantileOf([4, 1, 3, 2], 0.1), quantileOf([], 0.5)]).toEqual([
      2,
      1,
      undefined,
    ]);
  });

  it('ask for a logarithmic axis only where one can be drawn', () => {
    expect([[0.01, 0.2], [0.01, 0.05], [0, 1], [-1, 20], []].map(spansDecades)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('count the values that were tried', () => {
    const trials = [trial(0, 1, { values: { a: 1, b: [2] } }), trial(1, 1, { values: { a: 2, b: [2] } })];
    expect(distinctValues(trials, ['a', 'b', 'c'])).toEqual([
      { path: 'a', count: 2 },
      { path: 'b', count: 1 },
      { path: 'c', count: 0 },
    ]);
  });

  it('widen a domain at the end where the optimum lies', () => {
    expect(widened({ logUniform: [1e-4, 1e-2] }, 'high')).toEqual({ logUniform: [1e-4, 0.1] });
    expect(widened({ logUniform: [1e-4, 1e-2] }, 'low')).toEqual({ logUniform: [1e-5, 1e-2] });
    expect(widened({ uniform: [0, 0.5] }, 'high')).toEqual({ uniform: [0, 1] });
    expect(widened({ uniform: [0, 0.5] }, 'low')).toBeUndefined();
    expect(widened({ integer: [8, 32] }, 'low')).toEqual({ integer: [2, 32] });
    expect(widened({ integer: [1, 4] }, 'low')).toBeUndefined();
    expect(widened({ choice: [1] }, 'low')).toBeUndefined();
  });
});
