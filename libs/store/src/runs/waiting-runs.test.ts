import { afterEach, beforeEach, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import type { RunJob } from '../_internal/enqueue.ts';
import { RUN_QUEUE } from '../database/queue.ts';
import { databaseOf, type Store } from '../store/store.ts';

let place: TestPlace;
let store: Store;
beforeEach(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
});
afterEach(async () => {
  await store.close();
  await place.remove();
});

/** What workers get, one after the other. */
async function fetched(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const [job] = await databaseOf(store).boss.fetch<RunJob>(RUN_QUEUE);
    if (job === undefined) return ids;
    ids.push(job.data.runId);
  }
}

async function queued(number: number): Promise<string[]> {
  const { runIds } = await store.experiments.create(
    experimentOf(...new Array<typeof quick>(number).fill(quick)),
  );
  return [...runIds];
}

test('runs that wait are moved before and after others, and workers take them in that order', async () => {
  const [a, b, c, d] = (await queued(4)) as [string, string, string, string];
  const [e] = (await queued(1)) as [string];
  expect(await store.runs.waiting(10)).toEqual([a, b, c, d, e]);
  await store.runs.move(e, { before: a });
  expect(await store.runs.waiting(10)).toEqual([e, a, b, c, d]);
  await store.runs.move(d, { before: b });
  expect(await store.runs.waiting(10)).toEqual([e, a, d, b, c]);
  await store.runs.move(e, { after: d });
  expect(await store.runs.waiting(10)).toEqual([a, d, e, b, c]);
  await store.runs.move(a, { after: c });
  await store.runs.move(b, { before: b });
  expect(await store.runs.waiting(3)).toEqual([d, e, b]);
  const [late] = (await queued(1)) as [string];
  expect(await fetched()).toEqual([d, e, b, c, a, late]);
});

test('any number of moves gives the order of a list that is moved alike', async () => {
  const list = await queued(7);
  let state = 7;
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return (state >> 8) % limit;
  };
  for (let move = 0; move < 30; move += 1) {
    const [moved] = list.splice(next(list.length), 1) as [string];
    const index = next(list.length);
    const after = next(2) === 1;
    const other = list[index] ?? '';
    await store.runs.move(moved, after ? { after: other } : { before: other });
    list.splice(after ? index + 1 : index, 0, moved);
    expect(await store.runs.waiting(10)).toEqual(list);
  }
  expect(await fetched()).toEqual(list);
});

test('a place in the queue outlasts a pause', async () => {
  const [a, b, c] = (await queued(3)) as [string, string, string];
  await store.runs.move(c, { before: a });
  await store.runs.pause(c);
  expect(await store.runs.waiting(10)).toEqual([a, b]);
  await store.runs.resume(c);
  expect(await store.runs.waiting(10)).toEqual([c, a, b]);
});

test('a move is an event, and of runs that do not wait it is an error', async () => {
  const [a, b, c] = (await queued(3)) as [string, string, string];
  const before = await store.runs.require(b);
  await store.runs.move(b, { before: a });
  expect((await store.live.eventsAfter(b, before.lastSeq)).map(({ event }) => event)).toEqual([
    { type: 'edited' },
  ]);
  await store.runs.pause(c);
  await expect(store.runs.move(c, { before: a })).rejects.toMatchObject({ code: 'E_RUN_STATE' });
  await expect(store.runs.move(a, { after: c })).rejects.toMatchObject({ code: 'E_RUN_STATE' });
});
