import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConvlabError } from '@convlab/core';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  allEvents,
  counting,
  experimentOf,
  newPlace,
  openTestStore,
  quick,
  until,
  untilStatus,
  type TestPlace,
} from '../../test-support/harness.ts';
import { queryRows } from '../_internal/rows.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { startWorker } from '../worker/worker.ts';

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

/* Three chunks, the last one small. */
const content = randomBytes(2 ** 21 + 5);
const digestOf = (bytes: Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  byteLength: bytes.byteLength,
});
const digest = digestOf(content);

async function* piecesOf(bytes: Uint8Array, length = 300_007): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length)
    yield await Promise.resolve(bytes.subarray(at, at + length));
}

const read = async (sha256: string): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.dataSets.read(sha256)) pieces.push(piece);
  return Buffer.concat(pieces);
};

const countChunks = () =>
  queryRows<{ n: number }>(databaseOf(store).db, sql`SELECT count(*)::int AS n FROM convlab.data_set_chunks`);

test('a data set is stored once, in pieces, and read as it was', async () => {
  expect(await store.dataSets.want(digest.sha256)).toBeUndefined();
  await Promise.all([
    store.dataSets.write(digest, piecesOf(content)),
    store.dataSets.write(digest, piecesOf(content, 2_000_000)),
  ]);
  expect(await store.dataSets.want(digest.sha256)).toEqual(digest);
  expect((await read(digest.sha256)).equals(content)).toBe(true);
  expect(await countChunks()).toEqual([{ n: 3 }]);
});

test('what changed while it was stored is refused, and what broke off is stored again', async () => {
  const others = Buffer.from(content);
  others[5] = (others[5] ?? 0) ^ 1;
  await expect(store.dataSets.write(digest, piecesOf(others))).rejects.toMatchObject({
    code: 'E_DATA_CHECKSUM',
  });
  expect(await countChunks()).toEqual([{ n: 0 }]);
  const breaksOff = async function* (): AsyncGenerator<Uint8Array> {
    yield* piecesOf(others.subarray(0, 2 ** 20));
    throw new Error('The disk is gone.');
  };
  await expect(store.dataSets.write(digest, breaksOff())).rejects.toThrow('The disk is gone.');
  expect(await countChunks()).toEqual([{ n: 1 }]);
  expect(await store.dataSets.want(digest.sha256)).toBeUndefined();
  await store.dataSets.write(digest, piecesOf(content));
  expect((await read(digest.sha256)).equals(content)).toBe(true);
});

test('what an experiment uses is kept as long as it is; the rest is removed when nobody wanted it for a while', async () => {
  const small = digestOf(Buffer.from('small'));
  await store.dataSets.write(digest, piecesOf(content));
  await store.dataSets.write(small, piecesOf(Buffer.from('small')));
  const experiment = { ...experimentOf(quick, quick), dataSets: [digest.sha256, 'not stored'] };
  const { id } = await store.experiments.create(experiment);
  expect(await store.dataSets.list()).toMatchObject([
    { ...digest, numExperiments: 1, numRuns: 2 },
    { ...small, numExperiments: 0, numRuns: 0 },
  ]);
  expect(await store.dataSets.removeUnused()).toEqual([]);
  expect(await store.dataSets.removeUnused(0)).toMatchObject([small]);
  await store.experiments.remove(id);
  expect(await store.dataSets.removeUnused(0)).toMatchObject([digest]);
  expect(await countChunks()).toEqual([{ n: 0 }]);
});

test('a piece that is gone is noticed', async () => {
  await store.dataSets.write(digest, piecesOf(content));
  await databaseOf(store).db.execute(sql`DELETE FROM convlab.data_set_chunks WHERE ordinal = 1`);
  await expect(read(digest.sha256)).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
});

test('a worker prepares a run before its process starts, and everybody hears how far it is', async () => {
  const event = { type: 'data', ...digest, receivedBytes: 1, totalBytes: 2 } as const;
  const { runIds } = await store.experiments.create(experimentOf(quick));
  const worker = await startWorker({
    store,
    slots: 1,
    child: counting,
    prepare: ({ report }) => report(event),
  });
  await untilStatus(store, runIds[0] ?? '', 'finished');
  const types = (await allEvents(store, runIds[0] ?? '')).map((one) => one.event.type);
  expect(types.slice(0, 4)).toEqual(['status', 'status', 'data', 'started']);
  await worker.stop();
});

test('a run whose preparation is refused fails with what it said', async () => {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  const error = new ConvlabError({ code: 'E_DATA_MISSING', message: 'Nowhere.' });
  const worker = await startWorker({
    store,
    slots: 1,
    child: counting,
    prepare: () => Promise.reject(error),
  });
  const run = await untilStatus(store, runIds[0] ?? '', 'failed');
  expect(run.error).toMatchObject({ code: 'E_DATA_MISSING', message: 'Nowhere.' });
  await worker.stop();
});

test('a preparation ends when its run is stopped', async () => {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  let begun = false;
  const worker = await startWorker({
    store,
    slots: 1,
    child: counting,
    prepare: ({ signal }) => {
      begun = true;
      return sleep(60_000, undefined, { signal });
    },
  });
  await until('the preparation', () => Promise.resolve(begun));
  await store.runs.stop(runIds[0] ?? '');
  expect((await untilStatus(store, runIds[0] ?? '', 'stopped')).epoch).toBe(0);
  await worker.stop();
});
