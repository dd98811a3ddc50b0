import { describe, expect, it } from 'vitest';
import { costsByRun, spentAfter, trialCost, type RunCost } from './trial-costs.ts';
import { spanAt, timelineOf } from './trial-timeline.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();

const cost = (runId: string, more: Partial<RunCost> = {}): RunCost => ({
  runId,
  status: 'finished',
  worker: 'a',
  startedAt: null,
  finishedAt: null,
  durationMs: 60_000,
  examples: 100,
  numWeights: 10,
  numValidation: 20,
  multiplyAdds: 5,
  ...more,
});

const trial = (number: number, ...runIds: string[]) => ({
  number,
  values: {},
  budget: 1,
  spread: null,
  value: 1,
  runs: runIds.map((runId) => ({ runId, status: 'done' as const, bestEpoch: 1, metrics: null })),
});

describe('the cost of trials', () => {
  it('is that of all their runs', () => {
    const byRun = costsByRun([cost('r'), cost('s', { durationMs: 30_000, examples: 50 })]);
    expect(trialCost(trial(0, 'r', 's'), byRun)).toEqual({
      ms: 90_000,
      examples: 150,
      trainingMultiplyAdds: 3 * 5 * 150,
      numWeights: 10,
      multiplyAdds: 5,
      numValidation: 40,
    });
    expect(trialCost(trial(0, 'unknown'), byRun).trainingMultiplyAdds).toBeNull();
  });

  it('adds up from trial to trial', () => {
    const byRun = costsByRun([cost('r'), cost('s')]);
    const trials = [trial(0, 'r'), trial(1, 's'), trial(4)];
    expect([...spentAfter(trials, byRun, 'minutes')]).toEqual([
      [0, 1],
      [1, 2],
      [4, 2],
    ]);
    expect([...spentAfter(trials, byRun, 'work').values()]).toEqual([1500, 3000, 3000]);
    expect([...spentAfter(trials, byRun, 'examples').values()]).toEqual([100, 200, 200]);
    expect([...spentAfter(trials, byRun, 'trials').values()]).toEqual([1, 2, 3]);
  });
});

describe('a timeline of trials', () => {
  const byRun = costsByRun([
    cost('r', { startedAt: at(0), finishedAt: at(10) }),
    cost('s', { startedAt: at(5), finishedAt: at(15), status: 'failed' }),
    cost('t', { startedAt: at(10), finishedAt: null, status: 'running' }),
    cost('u', { startedAt: at(2), finishedAt: at(4), worker: 'b' }),
    cost('v'),
  ]);
  const trials = [trial(0, 'r'), trial(1, 's'), trial(2, 't'), trial(3, 'u'), trial(4, 'v')];
  const line = timelineOf(trials, byRun, Date.parse(at(20)));

  it('gives each worker as many lanes as it trained at once, and keeps every run that began', () => {
    expect(line.lanes).toEqual([0, 0, 1]);
    expect(
      line.spans.map(({ trial: number, lane, from, to, outcome }) => [number, lane, from, to, outcome]),
    ).toEqual([
      [0, 0, 0, 10_000, 'good'],
      [3, 2, 2_000, 4_000, 'good'],
      [1, 1, 5_000, 15_000, 'bad'],
      [2, 0, 10_000, 20_000, 'active'],
    ]);
    expect(line).toMatchObject({ length: 20_000, failed: 1, atOnce: 32 / 20 });
  });

  it('finds the run at a place', () => {
    expect(spanAt(line.spans, 0, 3_000)?.trial).toBe(0);
    expect(spanAt(line.spans, 1, 0)?.trial).toBe(1);
    expect(spanAt(line.spans, 9, 0)).toBeUndefined();
  });

  it('is empty before anything began', () => {
    expect(timelineOf([trial(4, 'v')], byRun, 0)).toEqual({
      spans: [],
      lanes: [],
      length: 0,
      atOnce: 0,
      failed: 0,
    });
  });
});
