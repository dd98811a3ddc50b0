import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CountingSpec } from '../../test-support/counting.ts';
import {
  counting,
  exists,
  expectedCurve,
  experimentOf,
  heard,
  kill9,
  newPlace,
  openTestStore,
  startServer,
  storedCurve,
  testServer,
  until,
  untilEpoch,
  untilStatus,
  type TestPlace,
} from '../../test-support/harness.ts';
import { startWorker } from './worker.ts';

const spec: CountingSpec = { seed: 3, epochs: 12, steps: 4, stepMs: 50 };

let place: TestPlace;
const servers: ChildProcess[] = [];

beforeEach(async () => {
  place = await newPlace();
});

afterEach(async () => {
  for (const server of servers.splice(0))
    if (server.exitCode === null && server.signalCode === null) await kill9(server);
  await place.remove();
});

async function serve(slots = 1, graceMs?: number): Promise<ChildProcess> {
  const server = await startServer(place.where, slots, graceMs);
  servers.push(server);
  return server;
}

/** The processes that a server trains in. */
async function childrenOf(server: ChildProcess): Promise<number[]> {
  const text = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

describe.skipIf(testServer !== undefined)('on a folder', () => {
  test('a killed process loses no finished epoch, its trainings end, and the run goes on after the restart', async () => {
    const setup = await openTestStore(place.where);
    const { runIds } = await setup.experiments.create(experimentOf(spec));
    const [id = ''] = runIds;
    await setup.close();

    const server = await serve();
    await heard(server, ({ event }) => event?.type === 'epoch' && event.epoch === 3);
    const children = await childrenOf(server);
    expect(children.length).toBeGreaterThan(0);
    await kill9(server);
    await until('the training processes to end', async () => children.every((pid) => !exists(pid)), 3_000);

    const store = await openTestStore(place.where);
    const left = await store.runs.require(id);
    expect(left.status).toBe('lost');
    expect(left.epoch).toBeGreaterThanOrEqual(3);
    expect(await storedCurve(store, id)).toEqual(expectedCurve(spec).slice(0, left.epoch));

    const restarted = performance.now();
    const worker = await startWorker({ store, slots: 1, child: counting });
    await untilStatus(store, id, 'running');
    expect(performance.now() - restarted).toBeLessThan(3_000);
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'finished', epoch: 12, attempt: 2 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(spec));
    const epochs = await store.runs.epochs(id);
    expect(epochs.filter(({ attempt }) => attempt === 1)).toHaveLength(left.epoch);
    await worker.stop();
    await store.close();
  });

  test('a training that hangs ends with its server, and a stop that was asked for still counts', async () => {
    const setup = await openTestStore(place.where);
    const { runIds } = await setup.experiments.create(experimentOf({ ...spec, misbehaviour: 'hang' }));
    const [id = ''] = runIds;
    await setup.close();

    const server = await serve(1, 60_000);
    const children = await until('a training process', async () => {
      const found = await childrenOf(server);
      return found.length > 0 && found;
    });
    // It hangs before its first report; by now it does.
    await sleep(3_000);
    server.send({ stop: id });
    await heard(server, ({ effect }) => effect === 'requested');
    await kill9(server);
    await until('the training processes to end', async () => children.every((pid) => !exists(pid)), 3_000);

    const store = await openTestStore(place.where);
    expect(await store.runs.get(id)).toMatchObject({ status: 'lost', request: 'stop' });
    const worker = await startWorker({ store, slots: 1, child: counting });
    await untilStatus(store, id, 'stopped');
    await worker.stop();
    await store.close();
  });
});

describe.skipIf(testServer === undefined)('on a server', () => {
  test('a killed worker is noticed within 15 s, and another goes on with its run', async () => {
    const store = await openTestStore(place.where);
    const first = await serve();
    const { runIds } = await store.experiments.create(experimentOf({ ...spec, epochs: 40 }));
    const [id = ''] = runIds;
    await untilEpoch(store, id, 2);
    await kill9(first);
    const killed = performance.now();
    await untilStatus(store, id, 'lost');
    expect(performance.now() - killed).toBeLessThan(15_000);
    // The one that noticed has no worker; one that comes later takes the run up.
    const second = await serve();
    await untilStatus(store, id, 'running');
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'finished', attempt: 2 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve({ ...spec, epochs: 40 }));
    await kill9(second);
    await store.close();
  });

  test('a worker that was only frozen can no longer write when it wakes', async () => {
    const store = await openTestStore(place.where);
    const first = await serve();
    const long = { ...spec, epochs: 60 };
    const { runIds } = await store.experiments.create(experimentOf(long));
    const [id = ''] = runIds;
    await untilEpoch(store, id, 2);
    first.kill('SIGSTOP');
    await serve();
    await until('another worker', async () => (await store.runs.require(id)).attempt === 2, 25_000);
    first.kill('SIGCONT');
    const run = await untilStatus(store, id, 'finished', 'failed');
    expect(run).toMatchObject({ status: 'finished', attempt: 2 });
    expect(await storedCurve(store, id)).toEqual(expectedCurve(long));
    await store.close();
  });

  test('a run that is stopped while its worker is lost ends', async () => {
    const store = await openTestStore(place.where);
    const first = await serve();
    const { runIds } = await store.experiments.create(experimentOf({ ...spec, epochs: 1000 }));
    const [id = ''] = runIds;
    await untilEpoch(store, id, 1);
    await kill9(first);
    expect(await store.runs.stop(id)).toBe('requested');
    await serve();
    await untilStatus(store, id, 'stopped');
    await store.close();
  });
});
