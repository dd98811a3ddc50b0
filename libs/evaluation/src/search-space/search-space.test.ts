import {
  createRegistry,
  createRng,
  type SearchSpace,
  type SearchStrategy,
  type TrialRecord,
} from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { searchPreset } from '../preset/preset.ts';
import { summarizeSearch } from '../search-summary/search-summary.ts';
import { searchSpaceSchema } from '../search-space-schema/search-space-schema.ts';
import { orderedParameters, placeOf, sampleValues, valueAt } from './search-space.ts';

const registry = createRegistry().use(...searchPreset);

type Objective = (values: Readonly<Record<string, unknown>>, budget: number) => number | null;

/** Runs a search to its end with some slots, and gives every trial. */
function run(
  strategy: SearchStrategy,
  space: SearchSpace,
  objective: Objective,
  seed = 1,
  slots = 1,
): TrialRecord[] {
  const records: TrialRecord[] = [];
  for (;;) {
    const trials = strategy.propose(space, records, createRng(seed), slots);
    if (trials.length === 0) return records;
    records.push(...trials.map((trial) => ({ ...trial, value: objective(trial.values, trial.budget) })));
  }
}

const best = (records: readonly TrialRecord[]): number =>
  Math.min(...records.filter(({ budget }) => budget === 1).map(({ value }) => value ?? Infinity));

const mixed: SearchSpace = {
  optimizer: { choice: ['sgd', 'adam'] },
  momentum: { uniform: [0, 0.99], when: { path: 'optimizer', in: ['sgd'] } },
  learningRate: { logUniform: [1e-4, 1] },
  layers: { integer: [1, 4] },
};

describe('search space', () => {
  it('samples every domain evenly, within its bounds, and conditions hold', () => {
    const parameters = orderedParameters(mixed);
    const samples = Array.from({ length: 2000 }, (_, i) => sampleValues(parameters, createRng(i)));
    for (const { optimizer, momentum, learningRate } of samples) {
      expect(momentum === undefined).toBe(optimizer === 'adam');
      expect(learningRate).toBeGreaterThanOrEqual(1e-4);
      expect(learningRate).toBeLessThanOrEqual(1);
    }
    const share = (test: (values: Readonly<Record<string, unknown>>) => boolean) =>
      samples.filter(test).length / samples.length;
    expect(share(({ optimizer }) => optimizer === 'sgd')).toBeCloseTo(0.5, 1);
    expect(share(({ learningRate }) => (learningRate as number) < 1e-2)).toBeCloseTo(0.5, 1);
    for (const layers of [1, 2, 3, 4])
      expect(share((values) => values['layers'] === layers)).toBeCloseTo(0.25, 1);
  });

  it('places and values are inverse', () => {
    for (const domain of [{ uniform: [-2, 6] }, { logUniform: [1e-5, 10] }] as const) {
      for (const place of [0, 0.25, 1])
        expect(placeOf(domain, valueAt(domain, place))).toBeCloseTo(place, 12);
    }
    const integers = { integer: [3, 7] } as const;
    for (const value of [3, 5, 7]) expect(valueAt(integers, placeOf(integers, value))).toBe(value);
  });

  it.each<[string, SearchSpace]>([
    ['no parameter', {}],
    ['an empty choice', { a: { choice: [] } }],
    ['bounds in the wrong order', { a: { uniform: [1, 0] } }],
    ['a logarithm of 0', { a: { logUniform: [0, 1] } }],
    ['fractional integers', { a: { integer: [0, 1.5] } }],
    ['a condition on nothing', { a: { uniform: [0, 1], when: { path: 'b', in: [1] } } }],
    [
      'a circle of conditions',
      { a: { choice: [1], when: { path: 'b', in: [1] } }, b: { choice: [1], when: { path: 'a', in: [1] } } },
    ],
  ])('refuses %s', (_, space) => {
    expect(() => orderedParameters(space)).toThrow(expect.objectContaining({ code: 'E_SEARCH_SPACE' }));
  });

  it('has a schema for specifications', () => {
    expect(searchSpaceSchema.parse(mixed)).toEqual(mixed);
    expect(searchSpaceSchema.safeParse({ a: { uniform: [0] } }).success).toBe(false);
  });
});

describe('every strategy', () => {
  const refs = ['grid', 'random', 'successive-halving', 'hyperband', 'tpe'] as const;

  it.each(refs)('%s proposes what it announced, numbered, reproducibly, at any number of slots', (id) => {
    const strategy = registry.create('search', id);
    const objective: Objective = ({ learningRate }) => Math.abs(Math.log(learningRate as number) + 4);
    const records = run(strategy, mixed, objective);
    expect(records.length).toBe(strategy.numTrials(mixed));
    expect(records.map(({ number }) => number)).toEqual([...records.keys()]);
    expect(run(strategy, mixed, objective)).toEqual(records);
    expect(run(strategy, mixed, objective, 1, 7).length).toBe(records.length);
    // Going on from what was stored gives what came next.
    const half = records.slice(0, records.length >> 1);
    const [next] = strategy.propose(mixed, half, createRng(1), 1);
    expect(next).toEqual({ ...records[half.length], value: undefined });
  });

  it.each(refs)('%s keeps to its slots while trials run', (id) => {
    const strategy = registry.create('search', id);
    const running = strategy.propose(mixed, [], createRng(1), 3);
    expect(running.length).toBe(3);
    expect(strategy.propose(mixed, running, createRng(1), 3)).toEqual([]);
    expect(strategy.propose(mixed, running, createRng(1), 4).length).toBe(1);
  });

  it.each(refs)('%s survives failed trials', (id) => {
    const strategy = registry.create('search', id);
    const records = run(strategy, mixed, ({ optimizer }) => (optimizer === 'sgd' ? null : 1));
    expect(records.length).toBeGreaterThan(5);
    expect(run(strategy, mixed, () => null).length).toBeGreaterThan(5);
  });
});

describe('grid', () => {
  it('makes p^q trials', () => {
    const space: SearchSpace = {
      a: { uniform: [0, 1] },
      b: { logUniform: [0.01, 1] },
      c: { uniform: [2, 3] },
    };
    const strategy = registry.create('search', { id: 'grid', points: 4 });
    expect(strategy.numTrials(space)).toBe(64);
    const records = run(strategy, space, () => 0);
    expect(new Set(records.map(({ values }) => JSON.stringify(values))).size).toBe(64);
    const bs = [...new Set(records.map(({ values }) => values['b'] as number))].sort((x, y) => x - y);
    bs.forEach((b, i) => expect(b).toBeCloseTo(10 ** (-2 + (2 * i) / 3), 10));
  });

  it('multiplies conditional parameters only where they apply', () => {
    // sgd with 3 momenta and adam: 4, times 3 rates, times 3 of the integers 1 to 4 (1, 3, 4 by rounding).
    expect(registry.create('search', 'grid').numTrials(mixed)).toBe(4 * 3 * 3);
  });

  it('refuses 10^9 trials at once', () => {
    const space = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`p${i}`, { uniform: [0, 1] } as const]),
    );
    const strategy = registry.create('search', { id: 'grid', points: 10 });
    const before = performance.now();
    expect(() => strategy.numTrials(space)).toThrow('Received 1000000000');
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('halving', () => {
  it('spends its budget as computed by hand', () => {
    // 27 at 1/9, the best 9 at 1/3, the best 3 at 1: each rung spends 3 full trainings.
    const strategy = registry.create('search', {
      id: 'successive-halving',
      trials: 27,
      eta: 3,
      minBudget: 1 / 9,
    });
    const records = run(strategy, mixed, ({ learningRate }) => learningRate as number);
    const rungs = [1 / 9, 1 / 3, 1].map((budget) =>
      records.filter((record) => Math.abs(record.budget - budget) < 1e-12),
    );
    expect(rungs.map((rung) => rung.length)).toEqual([27, 9, 3]);
    expect(records.reduce((sum, { budget }) => sum + budget, 0)).toBeCloseTo(9, 10);
    const rates = rungs[0]?.map(({ values }) => values['learningRate'] as number).sort((a, b) => a - b);
    expect(rungs[2]?.map(({ values }) => values['learningRate'])).toEqual(rates?.slice(0, 3));
    for (const record of [...(rungs[1] ?? []), ...(rungs[2] ?? [])]) {
      expect(records[record.continues as number]?.values).toEqual(record.values);
    }
  });

  it('Hyperband has the brackets of the paper: eta 3, 81 units', () => {
    // Li et al. 2018, table 1: 81, 34, 15, 8, 5 starting trials from 1, 3, 9, 27, 81 units.
    const strategy = registry.create('search', { id: 'hyperband', eta: 3, minBudget: 1 / 81 });
    const records = run(strategy, mixed, ({ learningRate }) => learningRate as number, 1, 50);
    const starts = records.filter(({ continues }) => continues === undefined);
    const count = (units: number) =>
      starts.filter(({ budget }) => Math.abs(budget * 81 - units) < 1e-9).length;
    expect([1, 3, 9, 27, 81].map(count)).toEqual([81, 34, 15, 8, 5]);
  });
});

describe('which search is better', () => {
  const toy: SearchSpace = Object.fromEntries(
    ['important', 'a', 'b', 'c'].map((path) => [path, { uniform: [0, 1] } as const]),
  );
  const toyError: Objective = ({ important }) => Math.abs((important as number) - 0.6180339887);
  const meanBest = (
    ref: Parameters<typeof registry.create<'search'>>[1],
    space: SearchSpace,
    objective: Objective,
  ) => {
    const strategy = registry.create('search', ref);
    const values = Array.from({ length: 30 }, (_, seed) => best(run(strategy, space, objective, seed)));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

  it('random and TPE beat the grid when one of four parameters matters, at 81 trials', () => {
    const grid = meanBest({ id: 'grid', points: 3 }, toy, toyError);
    expect(grid).toBeCloseTo(0.118, 3);
    expect(meanBest({ id: 'random', trials: 81 }, toy, toyError)).toBeLessThan(grid / 4);
    expect(meanBest({ id: 'tpe', trials: 81 }, toy, toyError)).toBeLessThan(grid / 4);
  });

  it('TPE beats random on Branin over 30 seeds, at 50 trials', () => {
    const space: SearchSpace = { x: { uniform: [-5, 10] }, y: { uniform: [0, 15] } };
    const branin: Objective = (values) => {
      const [x, y] = [values['x'] as number, values['y'] as number];
      const valley = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
      return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    };
    expect(branin({ x: Math.PI, y: 2.275 }, 1)).toBeCloseTo(0.397887, 5);
    const random = meanBest({ id: 'random', trials: 50 }, space, branin);
    expect(meanBest({ id: 'tpe', trials: 50 }, space, branin)).toBeLessThan(0.8 * random);
  });
});

describe('summarizeSearch', () => {
  const space: SearchSpace = {
    rate: { uniform: [0, 1] },
    noise: { uniform: [0, 1] },
    kind: { choice: ['a', 'b'] },
  };
  const records = run(registry.create('search', { id: 'random', trials: 80 }), space, ({ rate, kind }) => {
    return (rate as number) + (kind === 'b' ? 0.2 : 0);
  });

  it('finds what matters, and flags an optimum at the edge', () => {
    const { best: winner, parameters } = summarizeSearch(space, records);
    expect(winner?.value).toBe(best(records));
    expect(parameters.map(({ path }) => path)).toEqual(['rate', 'kind', 'noise']);
    expect(parameters[0]).toMatchObject({ edge: 'low' });
    expect(parameters[0]?.importance).toBeGreaterThan(0.7);
    expect(Math.abs(parameters[2]?.importance ?? 1)).toBeLessThan(0.15);
    expect(parameters[2]).not.toHaveProperty('edge');
  });

  it('has no best without a finished trial', () => {
    const failed = [{ number: 0, values: { rate: 1 }, budget: 1, value: null }];
    expect(summarizeSearch(space, failed)).toMatchObject({ numFinished: 0, numFailed: 1 });
    expect(summarizeSearch(space, failed)).not.toHaveProperty('best');
  });

  it('says nothing of importance when all trials are alike', () => {
    const alike = records.map((record) => ({ ...record, value: 0.5 }));
    expect(summarizeSearch(space, alike).parameters.map(({ importance }) => importance)).toEqual([
      null,
      null,
      null,
    ]);
  });
});
