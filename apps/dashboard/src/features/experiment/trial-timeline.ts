import type { TrialResult } from '@convlab/experiments';
import type { RunCost } from './trial-costs.ts';

/** How a run stands, as a timeline tells it. */
export type Outcome = 'good' | 'active' | 'warn' | 'bad';

/** One run of a trial in time. */
export interface Span {
  readonly runId: string;
  /** Number of the trial, from 0. */
  readonly trial: number;
  /** Since the first run began, in ms. */
  readonly from: number;
  readonly to: number;
  /** Row, from 0. */
  readonly lane: number;
  /** Index of the worker. */
  readonly worker: number;
  readonly outcome: Outcome;
}

/** All runs of a search in time: each worker has as many lanes as it trained at once. */
export interface Timeline {
  readonly spans: readonly Span[];
  /** The worker of each lane. */
  readonly lanes: readonly number[];
  /** From the first beginning to the last end, in ms. */
  readonly length: number;
  /** Runs at a time, on average. */
  readonly atOnce: number;
  readonly failed: number;
}

const OUTCOMES: Readonly<Record<RunCost['status'], Outcome>> = {
  finished: 'good',
  'stopped-early': 'good',
  running: 'active',
  queued: 'warn',
  paused: 'warn',
  lost: 'warn',
  stopped: 'warn',
  failed: 'bad',
};

interface Begun {
  readonly cost: RunCost;
  readonly trial: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Lays the runs of all trials out in time.
 *
 * @param now  where runs that go on end for now, in ms
 */
export function timelineOf(
  trials: readonly TrialResult[],
  byRun: ReadonlyMap<string, RunCost>,
  now: number,
): Timeline {
  const begun = trials
    .flatMap(({ number, runs }) => runs.flatMap(({ runId }) => begunOf(byRun.get(runId), number, now)))
    .toSorted((a, b) => a.start - b.start);
  const zero = begun[0]?.start ?? 0;
  const length = begun.reduce((latest, { end }) => Math.max(latest, end - zero), 0);
  const busy = begun.reduce((sum, { start, end }) => sum + end - start, 0);
  const workers = new Map<string, number[]>();
  const placed = begun.map(({ cost, trial, start, end }) => {
    const worker = cost.worker ?? '';
    const ends = workers.get(worker) ?? [];
    workers.set(worker, ends);
    const free = ends.findIndex((last) => last <= start);
    const slot = free === -1 ? ends.length : free;
    ends[slot] = end;
    return { cost, trial, start, end, worker, slot };
  });
  const names = [...workers.keys()];
  const firstLane = new Map<string, number>();
  const lanes: number[] = [];
  for (const [index, name] of names.entries()) {
    firstLane.set(name, lanes.length);
    lanes.push(...(workers.get(name) ?? []).map(() => index));
  }
  return {
    spans: placed.map(({ cost, trial, start, end, worker, slot }) => ({
      runId: cost.runId,
      trial,
      from: start - zero,
      to: end - zero,
      lane: (firstLane.get(worker) ?? 0) + slot,
      worker: names.indexOf(worker),
      outcome: OUTCOMES[cost.status],
    })),
    lanes,
    length,
    atOnce: length === 0 ? 0 : busy / length,
    failed: begun.filter(({ cost }) => cost.status === 'failed').length,
  };
}

function begunOf(cost: RunCost | undefined, trial: number, now: number): Begun[] {
  if (cost === undefined || cost.startedAt === null) return [];
  const start = new Date(cost.startedAt).getTime();
  const end = cost.finishedAt === null ? Math.max(start, now) : new Date(cost.finishedAt).getTime();
  return [{ cost, trial, start, end }];
}

/** The span at a lane and a time, or the nearest in that lane. */
export function spanAt(spans: readonly Span[], lane: number, time: number): Span | undefined {
  let found: Span | undefined;
  let least = Infinity;
  for (const span of spans) {
    if (span.lane !== lane) continue;
    const distance = Math.max(span.from - time, time - span.to, 0);
    if (distance < least) [found, least] = [span, distance];
  }
  return found;
}
