import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { curve, encodeState, type CountingSpec } from '../../test-support/counting.ts';
import {
  allEvents,
  counting,
  exists,
  expectedCurve,
  experimentOf,
  newPlace,
  openTestStore,
  quick,
  storedCurve,
  until,
  untilEpoch,
  untilStatus,
  type TestPlace,
} from '../../test-support/harness.ts';
import type { Store } from '../store/store.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

let place: TestPlace;
let store: Store;
let worker: Worker | undefined;

beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
});

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

afterAll(async () => {
  await store.close();
  await place.remove();
});

async function work(options: Partial<WorkerOptions> = {}): Promise<Worker> {
  worker = await startWorker({ store, slots: 1, child: counting, ...options });
  return worker;
}

async function queue(...specs: CountingSpec[]): Promise<[string, ...string[]]> {
  const { runIds } = await store.experiments.create(experimentOf(...specs));
  return [...runIds] as [string, ...string[]];
}

/** Long enough to be interrupted. */
const slow: CountingSpec = { seed: 11, epochs: 6, steps: 4, stepMs: 50 };

async function trainingPid(runId: string): Promise<number> {
  return until('a training process', async () => worker?.active().find((job) => job.runId === runId)?.pid);
}

describe('a run', () => {
  test('trains to its end and is stored as it was reported', async () => {
    await work();
    const [id] = await queue(quick);
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({
      status: 'finished',
      attempt: 1,
      epoch: 5,
      step: 20,
      bestEpoch: 2,
      bestMetrics: { 'validation/loss': expectedCurve(quick)[1] },
      lastMetrics: { 'validation/loss': expectedCurve(quick)[4] },
      testMetrics: { 'test/loss': 0 },
      report: { verdict: 'counted' },
      error: null,
      worker: worker?.id,
    });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(quick));
    const events = await allEvents(store, id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ event }) => event.type).filter((type) => type !== 'step')).toEqual([
      ...['status', 'status', 'started'],
      ...new Array<string[]>(5).fill(['layers', 'epoch']).flat(),
      ...['finished', 'status'],
    ]);
    expect((await store.artifacts.read(id, 'latest'))?.epoch).toBe(5);
  });

  test('waits its turn: what was queued first is trained first', async () => {
    const ids = await queue({ ...quick, epochs: 1 }, { ...quick, epochs: 1 }, { ...quick, epochs: 1 });
    await work();
    const done = await Promise.all(ids.map((id) => untilStatus(store, id, 'finished')));
    const starts = done.map(({ startedAt }) => startedAt?.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('trains beside another in a second slot', async () => {
    const [a, b] = await queue(slow, slow);
    await work({ slots: 2 });
    await untilStatus(store, a, 'running');
    await untilStatus(store, b ?? '', 'running');
    await untilStatus(store, a, 'finished');
    await untilStatus(store, b ?? '', 'finished');
  });
});

describe('a training process that dies', () => {
  test('is replaced; no epoch is missing or doubled, and the curve is the undisturbed one', async () => {
    await work();
    const [id] = await queue(slow);
    await untilEpoch(store, id, 2);
    process.kill(await trainingPid(id), 'SIGKILL');
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'finished', attempt: 2, epoch: 6 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(slow));
    const losses = await store.scalars.read(id, 'train/loss');
    expect(losses.buckets.map(({ lastStep }) => lastStep)).toEqual(
      Array.from({ length: 24 }, (_, i) => i + 1),
    );
  });

  test('goes back to the last checkpoint when epochs came without one', async () => {
    await work();
    const spec = { ...quick, epochs: 6, checkpointEvery: 2, dieAtEpoch: 4 };
    const [id] = await queue(spec);
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'finished', attempt: 2, epoch: 6 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(spec));
    const attempts = (await store.runs.epochs(id)).map(({ attempt }) => attempt);
    expect(attempts).toEqual([1, 1, 2, 2, 2, 2]);
    const layers = await store.runs.layers(id);
    expect(layers.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(layers.map((event) => (event.layers[0]?.weightNorm ?? 0) / 2 ** 32)).toEqual(expectedCurve(spec));
    expect(layers.every((event) => !('histograms' in event))).toBe(true);
    const spread = await store.runs.layerHistograms(id, 'fc', 'weights');
    expect(spread.map(({ epoch, histogram }) => [epoch, histogram.mean])).toEqual(
      [1, 2, 3, 4, 5, 6].map((epoch) => [epoch, epoch]),
    );
    expect(await store.runs.layerHistograms(id, 'fc', 'gradients')).toEqual([]);
    const events = await store.live.eventsAfter(id, 0);
    expect(events.every(({ event }) => !('predictions' in event))).toBe(true);
    // Those of odd epochs stay, and of the others that of the best.
    const best = curve(spec).bestEpochs.at(-1) ?? 0;
    const history = await store.predictions.history(id);
    const kept = [...new Set([1, 3, 5, best])].sort();
    expect(history).toEqual({
      indices: Int32Array.of(70_000, 5, 9),
      truths: Uint8Array.of(1, 0, 2),
      epochs: kept,
      classes: kept.map((epoch) => Uint8Array.of(epoch, 0, 255)),
    });
    expect(await store.predictions.confidences(id, 3)).toEqual(Uint8Array.of(0, 3, 255));
    expect(await store.predictions.confidences(id, 7)).toBeUndefined();
    await store.runs.remove([id]);
    expect(await store.predictions.history(id)).toBeUndefined();
    expect(await store.predictions.confidences(id, 3)).toBeUndefined();
  });

  test('again and again ends the run with its last words', async () => {
    await work({ maxCrashes: 1 });
    const [id] = await queue({ ...quick, misbehaviour: 'exit' });
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'failed', attempt: 2, error: { code: 'E_WORKER_CHILD_DIED' } });
    expect(run.error?.message).toContain('exit code 3');
    expect(run.error?.received).toContain('the last thing it said');
  });

  test('for want of memory says how much it took', async () => {
    await work({ child: { ...counting, memoryLimitMb: 400 } });
    const [id] = await queue({ ...quick, misbehaviour: 'hoard' });
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'E_WORKER_MEMORY' } });
  });
});

describe('a training that fails', () => {
  test('by throwing is not tried again', async () => {
    await work();
    const [id] = await queue({ ...quick, misbehaviour: 'throw' });
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'E_INTERNAL', message: 'no such thing' },
    });
  });

  test('to say how it went is told apart', async () => {
    await work();
    const [id] = await queue({ ...quick, misbehaviour: 'silent' });
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'failed', error: { code: 'E_WORKER_CHILD_ENDED' } });
  });
});

describe('stop', () => {
  test('ends a training within 2 s, with its report', async () => {
    await work();
    const [id] = await queue({ ...slow, epochs: 1000 });
    await untilEpoch(store, id, 2);
    const asked = performance.now();
    expect(await store.runs.stop(id)).toBe('requested');
    const run = await untilStatus(store, id, 'stopped', 'failed');
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(run).toMatchObject({ status: 'stopped', report: { verdict: 'counted' }, request: null });
    expect(run.finishedAt).not.toBeNull();
  });

  test('ends a training that hangs within 2 s', async () => {
    await work();
    const [id] = await queue({ ...slow, misbehaviour: 'hang' });
    const pid = await trainingPid(id);
    await sleep(1_000);
    const asked = performance.now();
    await store.runs.stop(id);
    await untilStatus(store, id, 'stopped', 'failed');
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(exists(pid)).toBe(false);
  });

  test('takes a waiting run out of the queue', async () => {
    const [first, second] = await queue(quick, quick);
    expect(await store.runs.stop(first)).toBe('done');
    await work();
    await untilStatus(store, second ?? '', 'finished');
    expect(await store.runs.get(first)).toMatchObject({ status: 'stopped', attempt: 1, epoch: 0 });
    await expect(store.runs.stop(first)).rejects.toMatchObject({ code: 'E_RUN_STATE' });
    await expect(store.runs.stop('none')).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
  });
});

describe('pause', () => {
  test('frees the slot, and resume goes on to the same curve', async () => {
    await work();
    const [id] = await queue(slow);
    await untilEpoch(store, id, 2);
    const asked = performance.now();
    await store.runs.pause(id);
    const paused = await untilStatus(store, id, 'paused', 'failed', 'finished');
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(paused.status).toBe('paused');
    await until('the slot to be free', async () => worker?.active().length === 0);
    await store.runs.resume(id);
    await untilStatus(store, id, 'finished');
    expect(await storedCurve(store, id)).toEqual(expectedCurve(slow));
  });

  test('holds a waiting run back until it is resumed', async () => {
    const [held, other] = await queue(quick, quick);
    await store.runs.pause(held);
    await work();
    await untilStatus(store, other ?? '', 'finished');
    expect((await store.runs.require(held)).status).toBe('paused');
    await store.runs.resume(held);
    await untilStatus(store, held, 'finished');
  });
});

describe('after its end', () => {
  test('a run goes on for more epochs', async () => {
    await work();
    const [id] = await queue(quick);
    await untilStatus(store, id, 'finished');
    const longer = { ...quick, epochs: 8 };
    await store.runs.continue(id, { spec: longer, plannedEpochs: 8 });
    await untilEpoch(store, id, 8);
    expect(await untilStatus(store, id, 'finished')).toMatchObject({ epoch: 8, attempt: 2 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(longer));
  });

  test('another run starts from its best weights', async () => {
    const [id] = await queue({ ...quick, epochs: 1 });
    await store.artifacts.write(id, 'best', encodeState(1000, 4), { epoch: 1, step: 4 });
    const input = experimentOf(quick);
    const fork = {
      ...input,
      runs: input.runs.map((run) => ({ ...run, forkOf: { runId: id, kind: 'best' } })),
    };
    const { runIds } = await store.experiments.create(fork);
    await work();
    const run = await untilStatus(store, runIds[0] ?? '', 'finished');
    expect(run.forkedFrom).toBe(id);
    expect(await storedCurve(store, run.id)).toEqual(expectedCurve({ ...quick, seed: quick.seed + 1000 }));
    await expect(
      store.experiments.create({
        ...fork,
        runs: [{ ...fork.runs[0]!, forkOf: { runId: 'none', kind: 'best' } }],
      }),
    ).rejects.toMatchObject({ code: 'E_RUN_FORK' });
  });
});

test('a worker that ends gives its run back, and the next one goes on', async () => {
  const first = await work();
  const [id] = await queue(slow);
  await untilEpoch(store, id, 2);
  const pid = await trainingPid(id);
  await first.stop();
  expect(exists(pid)).toBe(false);
  expect((await store.runs.require(id)).status).toBe('queued');
  const second = await work();
  const run = await untilStatus(store, id, 'finished', 'failed');
  expect(run).toMatchObject({ status: 'finished', worker: second.id });
  expect(await storedCurve(store, id)).toEqual(expectedCurve(slow));
});

test('stopping an experiment ends what trains and what waits', async () => {
  await work();
  const { id, runIds } = await store.experiments.create(experimentOf({ ...slow, epochs: 1000 }, slow, slow));
  await untilEpoch(store, runIds[0] ?? '', 1);
  expect(await store.experiments.stop(id)).toBe(3);
  for (const runId of runIds) await untilStatus(store, runId, 'stopped');
  expect((await store.experiments.get(id))?.runCounts).toEqual({ stopped: 3 });
});
