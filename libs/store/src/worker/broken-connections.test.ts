import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { CountingSpec } from '../../test-support/counting.ts';
import {
  counting,
  expectedCurve,
  experimentOf,
  newPlace,
  openTestStore,
  storedCurve,
  testServer,
  until,
} from '../../test-support/harness.ts';
import { databaseOf } from '../store/store.ts';
import { startWorker } from './worker.ts';

const spec: CountingSpec = { seed: 5, epochs: 10, steps: 4, stepMs: 50 };

test.skipIf(testServer === undefined)(
  'broken connections lose no epoch and no event, and end neither the worker nor its subscribers',
  async () => {
    const place = await newPlace();
    const store = await openTestStore(place.where);
    const worker = await startWorker({ store, slots: 1, child: counting });
    const { runIds } = await store.experiments.create(experimentOf(spec));
    const [id = ''] = runIds;
    const seen: number[] = [];
    const control = new AbortController();
    const following = (async () => {
      for await (const { seq } of store.live.subscribe(id, 0, control.signal)) seen.push(seq);
    })();
    const other = new pg.Client({ connectionString: place.where });
    await other.connect();
    // Seen through a connection of the test's own: those of the store may be the ones that just ended.
    const row = async () => {
      const { rows } = await other.query<{ epoch: number; status: string }>(
        'SELECT epoch, status FROM convlab.runs WHERE id = $1',
        [id],
      );
      return rows[0];
    };
    for (const epoch of [2, 4, 6]) {
      await until(`epoch ${epoch}`, async () => ((await row())?.epoch ?? 0) >= epoch);
      await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }
    await until('the end', async () => (await row())?.status === 'finished');
    await other.end();
    const run = await store.runs.require(id);
    expect(run.attempt).toBe(1);
    expect(await storedCurve(store, id)).toEqual(expectedCurve(spec));
    await until('the last event', async () => seen.at(-1) === run.lastSeq);
    expect(seen).toEqual(Array.from({ length: run.lastSeq }, (_, index) => index + 1));
    control.abort();
    await following;
    await worker.stop();
    await store.close();
    await place.remove();
  },
);

test.skipIf(testServer === undefined)(
  'a connection that breaks between two statements of a transaction fails that transaction and nothing else',
  async () => {
    const place = await newPlace();
    const store = await openTestStore(place.where);
    const other = new pg.Client({ connectionString: place.where });
    await other.connect();
    const { db } = databaseOf(store);
    const broken = db.transaction(async (tx) => {
      await tx.execute(sql`SELECT 1`);
      await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      // Time for the news of the end to arrive while no statement waits for it.
      await sleep(300);
      await tx.execute(sql`SELECT 2`);
    });
    await expect(broken).rejects.toThrow();
    expect(await store.runs.list()).toEqual({ items: [] });
    await other.end();
    await store.close();
    await place.remove();
  },
);
