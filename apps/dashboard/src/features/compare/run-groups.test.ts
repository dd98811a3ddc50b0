import { describe, expect, it } from 'vitest';
import { groupCurves, leadOf, rankGroups } from './group-curves.ts';
import { groupsAnswer } from './run-answers.ts';
import { commonConfig, groupRuns, groupingText, largestGroups, parseGrouping } from './run-groups.ts';
import type { ComparedRun } from './compare-curves.ts';

const run = (
  id: string,
  spec: object,
  losses: readonly (number | null)[] = [],
  { experimentId = `of ${id}`, name = 'net', colour = 0 } = {},
) =>
  ({
    run: { id, name, colour, experimentId, spec, started: { numExamples: { train: 100 } } },
    epochs: losses.map((loss, i) => ({
      epoch: i + 1,
      step: (i + 1) * 10,
      durationMs: 1000,
      metrics: { 'train/loss': 4 - i, 'validation/loss': loss },
    })),
  }) as unknown as ComparedRun;

const sgd = (learningRate: number, seed: number) => ({
  optimizer: { id: 'convlab/sgd', learningRate },
  seed,
});
const runs = [
  run('a', sgd(0.1, 1), [3, 1]),
  run('b', sgd(0.01, 1), [5, 4]),
  run('c', sgd(0.1, 2), [5, 3]),
  run('d', sgd(0.01, 2), [7, 6, 5]),
];
const idsOf = (groups: readonly { readonly runs: readonly ComparedRun[] }[]) =>
  groups.map((group) => group.runs.map((one) => one.run.id).join(''));

describe('groupRuns', () => {
  it('puts repetitions together', () => {
    const groups = groupRuns(runs, { by: 'repeats' });
    expect(idsOf(groups)).toEqual(['ac', 'bd']);
    expect(groups.map(({ label }) => label)).toEqual(['learningRate=0.1', 'learningRate=0.01']);
    expect(groups.map(({ key }) => key)).toEqual(['group-a', 'group-b']);
    // Both have hue 0 on every page; side by side they must not.
    expect(groups.map(({ colour }) => colour)).toEqual(['var(--run-0)', 'var(--run-1)']);
  });
  it('calls a group after its runs only if they share a name', () => {
    const named = (names: readonly string[]) =>
      groupRuns(
        runs.map((one, i) => ({ ...one, run: { ...one.run, name: names[i] ?? '' } })),
        { by: 'repeats' },
      ).map(({ label }) => label);
    expect(named(['fast', 'slow', 'fast', 'slow'])).toEqual([
      'fast learningRate=0.1',
      'slow learningRate=0.01',
    ]);
    expect(named(['first', 'second', 'third', 'fourth'])).toEqual(['learningRate=0.1', 'learningRate=0.01']);
  });
  it('groups by a setting in the order of its values, and by all but one', () => {
    expect(idsOf(groupRuns(runs, { by: 'setting', path: 'optimizer.learningRate' }))).toEqual(['bd', 'ac']);
    expect(idsOf(groupRuns(runs, { by: 'all-but', path: 'optimizer.learningRate' }))).toEqual(['ab', 'cd']);
    expect(groupRuns(runs, { by: 'setting', path: 'unknown' }).map(({ label }) => label)).toEqual([
      'unknown=–',
    ]);
  });
  it('groups folds, members and trials of an experiment', () => {
    const fold = (split: number) =>
      run(`f${split}`, { seed: 1, run: { stage: 'folds', split } }, [], { name: `net · fold ${split + 1}` });
    expect(groupRuns([fold(0), fold(1)], { by: 'repeats' }).map(({ label }) => label)).toEqual(['net']);
    const trial = (number: number) =>
      run(`t${number}`, {
        optimizer: { learningRate: 0.1 },
        run: { trial: number, values: { 'optimizer.learningRate': 0.1 } },
      });
    expect(idsOf(groupRuns([trial(0), trial(1)], { by: 'repeats' }))).toEqual(['t0t1']);
  });
  it('groups by experiment, and tells those of the same name apart', () => {
    const of = (id: string, experimentId: string) => run(id, {}, [], { experimentId });
    const groups = groupRuns([of('a', 'x'), of('b', 'y'), of('c', 'x')], { by: 'experiment' });
    expect(idsOf(groups)).toEqual(['ac', 'b']);
    expect(groups.map(({ label }) => label)).toEqual(['net', 'net (2)']);
  });
  it('keeps the largest where there are too many, in their order', () => {
    const many = Array.from({ length: 13 }, (_, i) => run(`r${i}`, { seed: Math.max(i, 2) }));
    const groups = groupRuns(many, { by: 'setting', path: 'seed' });
    expect(groups).toHaveLength(11);
    expect(largestGroups(groups)).toHaveLength(10);
    expect(largestGroups(groups.toReversed()).at(-1)?.runs).toHaveLength(3);
  });
  it('says what a group has in common', () => {
    const [group] = groupRuns(runs, { by: 'repeats' });
    expect(group && commonConfig(group)).toMatchObject({ 'optimizer.learningRate': 0.1, seed: '2 values' });
  });
});

describe('the address', () => {
  it('names a grouping', () => {
    for (const text of ['none', 'repeats', 'experiment', 'optimizer.learningRate', '-seed'])
      expect(groupingText(parseGrouping(text, runs, false))).toBe(text);
  });
  it('leaves out the one that suits the runs', () => {
    expect(parseGrouping('', runs, false)).toEqual({ by: 'none' });
    expect(parseGrouping('', runs, true)).toEqual({ by: 'repeats' });
    const repeats = [1, 2].map((seed) => run(String(seed), { seed }, [], { experimentId: 'one' }));
    expect(parseGrouping('', repeats, false)).toEqual({ by: 'repeats' });
  });
});

describe('curves of groups', () => {
  const groups = groupRuns(runs, { by: 'repeats' });
  it('are means where two runs have a value, with their runs faint behind', () => {
    const [first, second] = groupCurves(groups, new Map(), 'validation/loss', 'epoch', 'min-max');
    expect(first?.mean.points).toEqual([
      { x: 1, y: 4, low: 3, high: 5, count: 2 },
      { x: 2, y: 2, low: 1, high: 3, count: 2 },
    ]);
    expect(second?.mean.points).toHaveLength(2);
    expect(second?.members.map(({ faint, points }) => [faint, points.length])).toEqual([
      [true, 2],
      [true, 3],
    ]);
  });
  it('stand over a metric at the mean of each epoch', () => {
    const [first] = groupCurves(groups, new Map(), 'validation/loss', 'train/loss', 'min-max');
    expect(first?.mean.points.map(({ x, y }) => [x, y])).toEqual([
      [4, 4],
      [3, 2],
    ]);
  });
  it('of a single run are its own, without band', () => {
    const [only] = groupCurves(
      groupRuns(runs.slice(0, 1), { by: 'repeats' }),
      new Map(),
      'validation/loss',
      'epoch',
      'ci',
    );
    expect(only).toMatchObject({
      members: [],
      mean: {
        points: [
          { x: 1, y: 3 },
          { x: 2, y: 1 },
        ],
      },
    });
  });
});

describe('the answer', () => {
  const groups = groupRuns(runs, { by: 'repeats' });
  it('ranks groups by the best epochs of their runs, with the interval of the lead', () => {
    const scores = rankGroups(groups, 'validation/loss');
    expect(scores.map(({ values }) => values)).toEqual([
      [1, 3],
      [4, 5],
    ]);
    const [best, next] = scores;
    if (best === undefined || next === undefined) throw new Error('There are two groups.');
    // Means 2 and 4.5; variances of the means 1 and 1/4; ν = 1.25² / (1 + 1/16).
    expect(leadOf(best, next, 'validation/loss')?.value).toBeCloseTo(2.5, 12);
    expect(leadOf(next, best, 'validation/accuracy')?.value).toBeCloseTo(2.5, 12);
  });
  it('says whether chance explains the lead', () => {
    expect(groupsAnswer(groups, 'validation/loss')).toMatch(
      /^At the best epochs learningRate=0\.1 with 2\.000 \(95 % CI .* n = 2\) leads; .* Chance explains the lead of \+2\.500/,
    );
    const sure = [
      ...runs.slice(0, 1),
      run('e', sgd(0.1, 3), [1.001]),
      run('f', sgd(0.01, 4), [4]),
      run('g', sgd(0.01, 5), [4.001]),
    ];
    expect(groupsAnswer(groupRuns(sure, { by: 'repeats' }), 'validation/loss')).toMatch(
      /more than chance explains\.$/,
    );
    expect(groupsAnswer(groupRuns(runs.slice(0, 2), { by: 'repeats' }), 'validation/loss')).toMatch(
      /more seeds would tell/,
    );
    expect(groupsAnswer(groups, 'validation/accuracy')).toBe('None of these runs has measured it.');
  });
});
