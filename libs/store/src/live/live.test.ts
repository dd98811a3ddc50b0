import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import { claimRun, type Lease } from '../run-writer/claim.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { runs } from '../schema/schema.ts';
import { eq } from 'drizzle-orm';

let place: TestPlace;
let store: Store;
beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

/** A run that this test writes to in place of a worker. */
async function leaseRun(): Promise<Lease> {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  const [runId = ''] = runIds;
  const database = databaseOf(store);
  const [row] = await database.db.select({ jobId: runs.jobId }).from(runs).where(eq(runs.id, runId));
  const lease = await claimRun(database, { runId, jobId: row?.jobId ?? '', workerId: 'test' });
  if (lease === undefined) throw new Error('The run is not free');
  return lease;
}

function step(number: number): Parameters<Lease['writer']['steps']>[0][number] {
  return {
    type: 'step',
    step: number,
    epoch: 1,
    loss: number,
    losses: [number],
    learningRate: 0.1,
    examplesPerSecond: 1,
    tensors: 12,
    tensorBytes: 4096,
    residentBytes: null,
  };
}

/** Follows until `last`, with pauses that differ between followers, and returns the numbers seen. */
async function follow(
  runId: string,
  after: number,
  last: number,
  restartEvery = Infinity,
): Promise<number[]> {
  const seen: number[] = [];
  let cursor = after;
  while (cursor < last) {
    const control = new AbortController();
    let taken = 0;
    for await (const { seq } of store.live.subscribe(runId, cursor, control.signal)) {
      seen.push(seq);
      cursor = seq;
      taken += 1;
      if (seq >= last || taken >= restartEvery) control.abort();
    }
  }
  return seen;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('the events of a run', () => {
  test('come once each and in order to 200 followers, also to those that reconnect or come late', async () => {
    const { runId, writer } = await leaseRun();
    const last = 2 + 60;
    const followers = Array.from({ length: 200 }, (_, index) => {
      if (index % 4 === 0) return follow(runId, 0, last, 7);
      return follow(runId, index % 4 === 1 ? 2 : 0, last);
    });
    for (let number = 1; number <= 60; number += 1) await writer.steps([step(number)]);
    const late = follow(runId, 0, last);
    const all = await Promise.all([...followers, late]);
    for (const [index, seen] of all.entries()) {
      expect(seen).toEqual(range(index % 4 === 1 && index < 200 ? 3 : 1, last));
    }
  });

  test('reach a follower within half a second of being stored', async () => {
    const { runId, writer } = await leaseRun();
    const control = new AbortController();
    const delays: number[] = [];
    let storedAt = 0;
    const following = (async () => {
      for await (const { event } of store.live.subscribe(runId, 2, control.signal)) {
        delays.push(performance.now() - storedAt);
        if (event.type === 'step' && event.step === 10) control.abort();
      }
    })();
    for (let number = 1; number <= 10; number += 1) {
      storedAt = performance.now();
      await writer.steps([step(number)]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await following;
    expect(delays).toHaveLength(10);
    expect(Math.max(...delays)).toBeLessThan(500);
  });

  test('end with the signal, also for a run without news', async () => {
    const { runId } = await leaseRun();
    const control = new AbortController();
    setTimeout(() => control.abort(), 100);
    const seen: number[] = [];
    for await (const { seq } of store.live.subscribe(runId, 0, control.signal)) seen.push(seq);
    expect(seen).toEqual([1, 2]);
  });
});

describe('the events of all runs', () => {
  test('come once each, in order within a run, also after going on from a cursor', async () => {
    const leases = await Promise.all(Array.from({ length: 5 }, () => leaseRun()));
    const control = new AbortController();
    const seen = new Map<string, number[]>(leases.map(({ runId }) => [runId, []]));
    let cursor: string | undefined;
    const wanted = 5 * 20;
    let count = 0;
    const first = store.live.subscribeAll(await store.live.now(), control.signal);
    const writing = Promise.all(
      leases.map(async ({ writer }) => {
        for (let number = 1; number <= 20; number += 1) await writer.steps([step(number)]);
      }),
    );
    const take = ({
      runId,
      seq,
      event,
      cursor: at,
    }: {
      runId: string;
      seq: number;
      event: { type: string };
      cursor: string;
    }) => {
      cursor = at;
      if (event.type !== 'step') return;
      seen.get(runId)?.push(seq);
      count += 1;
    };
    for await (const item of first) {
      take(item);
      if (count >= 40) control.abort();
    }
    const again = new AbortController();
    for await (const item of store.live.subscribeAll(cursor, again.signal)) {
      take(item);
      if (count >= wanted) again.abort();
    }
    await writing;
    for (const seqs of seen.values()) expect(seqs).toEqual(range(3, 22));
  });

  test('tell of what people change of a run, or of an experiment with its runs, as soon as it is stored', async () => {
    const { id, runIds } = await store.experiments.create(experimentOf(quick, quick));
    const [first = '', second = ''] = runIds;
    const control = new AbortController();
    const following = store.live.subscribeAll(await store.live.now(), control.signal);
    const next = async () => {
      const { value } = await following.next();
      return value === undefined ? [] : [value.runId, value.event.type];
    };
    await store.runs.update(first, { name: "it's", tags: ['b', 'a"'], notes: 'n', colour: 3 });
    expect(await next()).toEqual([first, 'edited']);
    expect(await store.runs.get(first)).toMatchObject({
      name: "it's",
      tags: ['b', 'a"'],
      notes: 'n',
      colour: 3,
    });
    await store.runs.update(second, { tags: [], archived: true });
    expect(await next()).toEqual([second, 'edited']);
    expect(await store.runs.get(second)).toMatchObject({ tags: [], archived: true });
    await store.experiments.update(id, { archived: true, project: 'elsewhere' });
    expect((await Promise.all([next(), next()])).map(([runId]) => runId).sort()).toEqual(
      [first, second].sort(),
    );
    expect(await store.runs.getMany(runIds)).toMatchObject([
      { archived: true, project: 'elsewhere' },
      { archived: true, project: 'elsewhere' },
    ]);
    control.abort();
    await expect(store.runs.update('nobody', { name: 'x' })).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
  });

  test('come with what no run can tell: removals, and changes of experiments', async () => {
    const [{ id, runIds }, other] = await Promise.all([
      store.experiments.create(experimentOf(quick, quick)),
      store.experiments.create(experimentOf(quick)),
    ]);
    const [first = '', second = ''] = runIds;
    const control = new AbortController();
    const following = store.live.subscribeChanges(await store.live.now(), control.signal);
    const next = async () => (await following.next()).value;
    const edited = next();
    await store.runs.update(first, { name: 'renamed' });
    expect(await edited).toMatchObject({ runId: first, event: { type: 'edited' } });
    await store.runs.remove([first]);
    expect(await next()).toEqual({ removedRuns: [first] });
    expect(await next()).toEqual({ experiments: [id] });
    await store.experiments.update(other.id, { name: 'other' });
    expect(await next()).toEqual({ experiments: [other.id] });
    await store.experiments.remove(id);
    expect(await next()).toEqual({ removedRuns: [second] });
    expect(await next()).toEqual({ experiments: [id] });
    control.abort();
    expect((await following.next()).done).toBe(true);
  });

  test('refuse a cursor that was never given', async () => {
    const control = new AbortController();
    await expect(store.live.subscribeAll('1 OR true', control.signal).next()).rejects.toMatchObject({
      code: 'E_STORE_CURSOR',
    });
  });
});

test('a write of an attempt that was taken over is refused, and changes nothing', async () => {
  const old = await leaseRun();
  await old.writer.steps([step(1)]);
  const database = databaseOf(store);
  const [row] = await database.db.select({ jobId: runs.jobId }).from(runs).where(eq(runs.id, old.runId));
  const next = await claimRun(database, { runId: old.runId, jobId: row?.jobId ?? '', workerId: 'other' });
  expect(next?.attempt).toBe(2);
  await expect(old.writer.steps([step(2)])).rejects.toMatchObject({ code: 'E_RUN_LEASE_LOST' });
  await expect(old.writer.stopped()).rejects.toMatchObject({ code: 'E_RUN_LEASE_LOST' });
  expect(await store.runs.get(old.runId)).toMatchObject({ status: 'running', attempt: 2, step: 0 });
});

test('a write whose answer was lost can be made again without effect', async () => {
  const { runId, writer } = await leaseRun();
  await writer.steps([step(1)]);
  const { db } = databaseOf(store);
  // The transaction commits, but its answer is lost: the writer still counts the write as open.
  await db.execute(sql`UPDATE convlab.runs SET write_seq = write_seq + 1 WHERE id = ${runId}`);
  const { lastSeq } = await store.runs.require(runId);
  await writer.steps([step(2)]);
  expect((await store.runs.require(runId)).lastSeq).toBe(lastSeq);
  await writer.steps([step(3)]);
  expect((await store.runs.require(runId)).lastSeq).toBe(lastSeq + 1);
});

test('an epoch out of order is refused', async () => {
  const { writer } = await leaseRun();
  const epoch = {
    type: 'epoch',
    step: 1,
    metrics: {},
    learningRate: 0.1,
    durationMs: 1,
    best: false,
  } as const;
  await expect(writer.epoch({ ...epoch, epoch: 2 }, {})).rejects.toMatchObject({ code: 'E_RUN_EPOCH' });
  await writer.epoch({ ...epoch, epoch: 1 }, {});
  await expect(writer.epoch({ ...epoch, epoch: 1 }, {})).rejects.toMatchObject({ code: 'E_RUN_EPOCH' });
});
