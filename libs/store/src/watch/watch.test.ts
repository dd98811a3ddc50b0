import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allEvents,
  experimentOf,
  newPlace,
  openTestStore,
  quick,
  type TestPlace,
} from '../../test-support/harness.ts';
import { RUN_QUEUE } from '../database/queue.ts';
import { claimRun } from '../run-writer/claim.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { markLost, mendStrays, retireSteps } from './watch.ts';

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

async function newRun(): Promise<{ id: string; jobId: string }> {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  const [id = ''] = runIds;
  return { id, jobId: await jobOf(id) };
}

async function jobOf(id: string): Promise<string> {
  const result = await databaseOf(store).db.execute(
    sql`SELECT job_id AS job FROM convlab.runs WHERE id = ${id}`,
  );
  return (result as { rows: { job: string }[] }).rows[0]?.job ?? '';
}

/** A run in the hands of a worker that was last heard of `silentSeconds` ago. */
async function runOfWorker(workerId: string, silentSeconds: number): Promise<string> {
  const database = databaseOf(store);
  await database.db.execute(sql`INSERT INTO convlab.workers (id, host, pid, slots, heartbeat_at)
    VALUES (${workerId}, 'elsewhere', 1, 1, now() - make_interval(secs => ${silentSeconds}))`);
  const { id: runId, jobId } = await newRun();
  await claimRun(database, { runId, jobId, workerId });
  return runId;
}

test('runs of a worker that fell silent are lost, those of others are not', async () => {
  const silent = await runOfWorker('silent', 60);
  const heard = await runOfWorker('heard', 1);
  await markLost(databaseOf(store));
  expect((await store.runs.require(silent)).status).toBe('lost');
  expect((await store.runs.require(heard)).status).toBe('running');
  const workers = await store.workers.list();
  expect(workers.map(({ id, alive }) => [id, alive]).sort()).toEqual([
    ['heard', true],
    ['silent', false],
  ]);
});

test('what was asked of a lost run comes about', async () => {
  const [stopped, paused] = [await runOfWorker('a', 60), await runOfWorker('b', 60)];
  await store.runs.stop(stopped);
  await store.runs.pause(paused);
  await markLost(databaseOf(store));
  expect(await store.runs.require(stopped)).toMatchObject({ status: 'stopped', request: null });
  expect(await store.runs.require(paused)).toMatchObject({ status: 'paused', request: null });
  await store.runs.resume(paused);
  expect((await store.runs.require(paused)).status).toBe('queued');
});

test('a run whose job was removed gets another, and one whose job was given up fails', async () => {
  const { boss } = databaseOf(store);
  const [removed, givenUp, fine] = [await newRun(), await newRun(), await newRun()];
  await boss.deleteJob(RUN_QUEUE, removed.jobId);
  for (let attempt = 0; attempt <= 20; attempt += 1) {
    const jobs = await boss.fetch(RUN_QUEUE, { batchSize: 1000 });
    for (const job of jobs) {
      if (job.id === givenUp.jobId) await boss.fail(RUN_QUEUE, job);
      else await boss.deleteJob(RUN_QUEUE, job.id);
    }
  }
  await mendStrays(databaseOf(store), -1);
  expect(await store.runs.require(givenUp.id)).toMatchObject({
    status: 'failed',
    error: { code: 'E_WORKER_LOST' },
  });
  expect((await store.runs.require(removed.id)).status).toBe('queued');
  expect(await jobOf(removed.id)).not.toBe(removed.jobId);
  expect(await jobOf(fine.id)).not.toBe(fine.jobId);
  const sent = await jobOf(removed.id);
  await mendStrays(databaseOf(store), -1);
  expect(await jobOf(removed.id)).toBe(sent);
});

test('progress events of runs long over are retired, their curves are not', async () => {
  const database = databaseOf(store);
  const { id: runId, jobId } = await newRun();
  const lease = await claimRun(database, { runId, jobId, workerId: 'test' });
  const step = {
    type: 'step',
    step: 1,
    epoch: 1,
    loss: 1,
    losses: [1],
    learningRate: 1,
    examplesPerSecond: 1,
    tensors: 12,
    tensorBytes: 4096,
    residentBytes: null,
  } as const;
  await lease?.writer.steps([step]);
  await lease?.writer.stopped();
  await retireSteps(database);
  expect((await allEvents(store, runId)).map(({ event }) => event.type)).toContain('step');
  await retireSteps(database, 0);
  expect((await allEvents(store, runId)).map(({ event }) => event.type)).toEqual([
    'status',
    'status',
    'finished',
    'status',
  ]);
  expect((await store.scalars.read(runId, 'train/loss')).buckets).toHaveLength(1);
});
