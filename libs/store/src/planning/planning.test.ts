import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  counting,
  newPlace,
  openTestStore,
  quick,
  testServer,
  until,
  type TestPlace,
} from '../../test-support/harness.ts';
import type { Planner, PlanSnapshot } from '../model/model.ts';
import type { Store } from '../store/store.ts';
import { startWorker, type Worker } from '../worker/worker.ts';

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

const isOver = ({ status }: { status: string }): boolean =>
  ['finished', 'stopped-early', 'stopped', 'failed'].includes(status);

/** Wants six runs, two at a time, each with its number as its place. */
const sixInPairs: Planner = ({ runs }) => {
  const open = runs.filter((run) => !isOver(run)).length;
  const count = Math.min(2 - open, 6 - runs.length);
  const inputs = Array.from({ length: count }, (_, i) => ({
    name: `run ${runs.length + i}`,
    spec: { ...quick, seed: 7 + runs.length + i },
    place: { number: runs.length + i },
  }));
  return Promise.resolve({ runs: inputs, result: { over: runs.filter(isOver).length } });
};

const created = async (runs: number) =>
  store.experiments.create({
    name: 'planned',
    kind: 'search',
    spec: { of: 'six' },
    specHash: 'h',
    planned: true,
    result: { over: 0 },
    runs: Array.from({ length: runs }, (_, number) => ({
      name: `run ${number}`,
      spec: { ...quick, seed: 7 + number },
      place: { number },
    })),
  });

const isDue = async (id: string): Promise<boolean> => (await store.experiments.due()).includes(id);

const over = async (id: string) => {
  const experiment = await store.experiments.get(id);
  return (experiment?.result as { over?: number } | null)?.over ?? 0;
};

const placesOf = async (id: string): Promise<unknown[]> => {
  const { items } = await store.runs.list({ experimentId: id });
  let places: unknown[] = [];
  await store.experiments.plan(id, (snapshot) => {
    places = snapshot.runs.map((run) => run.place);
    return Promise.resolve({ runs: [], result: { over: snapshot.runs.filter(isOver).length } });
  });
  expect(places).toHaveLength(items.length);
  return places;
};

describe('planning', () => {
  test('makes what is wanted as runs end, each once, and keeps the result', async () => {
    // Several loops, as several processes on one server have them.
    const workers: Worker[] = [];
    for (const slots of [2, 0, 0]) {
      workers.push(await startWorker({ store, slots, child: counting, planner: sixInPairs }));
    }
    const { id } = await created(2);
    await until('all runs', async () => (await over(id)) === 6);
    for (const worker of workers) await worker.stop();
    expect(await isDue(id)).toBe(false);
    expect(await placesOf(id)).toEqual([0, 1, 2, 3, 4, 5].map((number) => ({ number })));
    const { items } = await store.runs.list({ experimentId: id });
    expect(items.map(({ ordinal }) => ordinal).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(items.every(({ status }) => status === 'finished')).toBe(true);
  });

  test('of two that plan the same, the second changes nothing', async () => {
    const { id, runIds } = await created(2);
    await store.runs.stop(runIds[0] ?? '');
    expect(await isDue(id)).toBe(true);
    let started = 0;
    const planner = async (snapshot: PlanSnapshot) => {
      started += 1;
      // Both have read before either writes.
      await until('both to have read', () => Promise.resolve(started === 2));
      return sixInPairs(snapshot);
    };
    const written = await Promise.all([
      store.experiments.plan(id, planner),
      store.experiments.plan(id, planner),
    ]);
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await placesOf(id)).toHaveLength(3);
    expect(await isDue(id)).toBe(false);
    await store.experiments.stop(id);
  });

  test('what ended while it was being planned is planned for next', async () => {
    const { id, runIds } = await created(2);
    await store.runs.stop(runIds[0] ?? '');
    await store.experiments.plan(id, async (snapshot) => {
      await store.runs.stop(runIds[1] ?? '');
      return sixInPairs(snapshot);
    });
    expect(await isDue(id)).toBe(true);
    await store.experiments.stop(id);
  });

  test('a stopped experiment plans no more, until it is resumed with what was stopped', async () => {
    const { id, runIds } = await created(2);
    await store.runs.stop(runIds[0] ?? '');
    expect(await store.experiments.stop(id)).toBe(1);
    expect(await store.experiments.get(id)).toMatchObject({ halted: 'stop' });
    await store.experiments.plan(id, sixInPairs);
    expect(await placesOf(id)).toHaveLength(2);
    expect(await store.experiments.resume(id)).toBe(2);
    expect(await store.experiments.get(id)).toMatchObject({ halted: null, runCounts: { queued: 2 } });
    expect(await isDue(id)).toBe(true);
    await store.experiments.plan(id, sixInPairs);
    expect(await isDue(id)).toBe(false);
    await store.experiments.stop(id);
  });

  test('a paused experiment goes on where it was', async () => {
    const { id } = await created(2);
    expect(await store.experiments.pause(id)).toBe(2);
    expect(await store.experiments.get(id)).toMatchObject({ halted: 'pause', runCounts: { paused: 2 } });
    expect(await store.experiments.resume(id)).toBe(2);
    expect(await store.experiments.get(id)).toMatchObject({ halted: null, runCounts: { queued: 2 } });
    await store.experiments.stop(id);
  });

  test('an experiment that was not made to be planned is not', async () => {
    const { id, runIds } = await store.experiments.create({
      name: 'single',
      kind: 'single',
      spec: {},
      specHash: 'h',
      runs: [{ name: 'run', spec: quick }],
    });
    await store.runs.stop(runIds[0] ?? '');
    expect(await isDue(id)).toBe(false);
    expect(await store.experiments.plan(id, sixInPairs)).toBe(false);
  });

  test.skipIf(testServer !== undefined)(
    'survives the end of the process between an end and its plan',
    async () => {
      const { id, runIds } = await created(2);
      await store.runs.stop(runIds[0] ?? '');
      await store.close();
      store = await openTestStore(place.where);
      expect(await isDue(id)).toBe(true);
      await store.experiments.stop(id);
    },
  );
});
