import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import type { Store } from '../store/store.ts';

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

const empty = { kind: 'single', spec: {}, specHash: 'h', runs: [] } as const;

describe('create', () => {
  test('stores the experiment and its runs, in order, with their labels', async () => {
    const { id, runIds } = await store.experiments.create({
      name: 'five folds',
      kind: 'k-fold',
      spec: { folds: 2 },
      specHash: 'abc',
      tags: ['a'],
      notes: 'why',
      runs: [
        {
          name: 'fold 0',
          spec: { fold: 0 },
          fold: 0,
          trial: 3,
          member: 1,
          seed: 2 ** 40,
          plannedEpochs: 9,
          tags: ['x'],
        },
        { name: 'fold 1', spec: { fold: 1 }, fold: 1, priority: 5 },
      ],
    });
    expect(await store.experiments.get(id)).toMatchObject({
      name: 'five folds',
      kind: 'k-fold',
      spec: { folds: 2 },
      specHash: 'abc',
      project: 'default',
      tags: ['a'],
      notes: 'why',
      runCounts: { queued: 2 },
    });
    const runs = await Promise.all(runIds.map((runId) => store.runs.require(runId)));
    expect(runs[0]).toMatchObject({
      experimentId: id,
      ordinal: 0,
      fold: 0,
      trial: 3,
      member: 1,
      seed: 2 ** 40,
      plannedEpochs: 9,
      tags: ['x'],
      spec: { fold: 0 },
      status: 'queued',
    });
    expect(runs[1]).toMatchObject({ ordinal: 1, fold: 1, trial: null, priority: 5, colour: 1 });
    expect(runIds[0]).toMatch(/^[0-9a-z]{10}$/);
  });

  test('takes all or nothing', async () => {
    const before = (await store.experiments.list()).items.length;
    const bad = {
      ...experimentOf(quick),
      runs: [{ name: 'bad', spec: {}, forkOf: { runId: 'none', kind: 'best' } }],
    };
    await expect(store.experiments.create(bad)).rejects.toMatchObject({ code: 'E_RUN_FORK' });
    expect((await store.experiments.list()).items).toHaveLength(before);
  });

  test('takes a thousand runs at once', async () => {
    const { id } = await store.experiments.create(experimentOf(...new Array<typeof quick>(1000).fill(quick)));
    expect((await store.experiments.get(id))?.runCounts).toEqual({ queued: 1000 });
    const { items, nextCursor } = await store.runs.list({ experimentId: id, limit: 1000 });
    expect(new Set(items.map(({ ordinal }) => ordinal)).size).toBe(1000);
    expect(nextCursor).toBeUndefined();
    expect(await store.experiments.pause(id)).toBe(1000);
    expect(await store.experiments.resume(id)).toBe(1000);
    expect(await store.experiments.stop(id)).toBe(1000);
    expect((await store.experiments.get(id))?.runCounts).toEqual({ stopped: 1000 });
    await store.experiments.remove(id);
    expect(await store.experiments.get(id)).toBeUndefined();
    expect((await store.runs.list({ experimentId: id })).items).toHaveLength(0);
  });

  test('keeps text that the database cannot hold, as far as it can', async () => {
    const { id } = await store.experiments.create({
      ...empty,
      name: 'a\0b\uD800',
      spec: { text: 'x\0y\uDFFF', fine: '😀' },
    });
    expect(await store.experiments.get(id)).toMatchObject({
      name: 'a�b�',
      spec: { text: 'x�y�', fine: '😀' },
    });
  });
});

test('runs added later follow those before', async () => {
  const { id, runIds } = await store.experiments.create(experimentOf(quick, quick));
  const [added = ''] = await store.experiments.addRuns(id, [{ name: 'third', spec: quick }]);
  expect((await store.runs.require(added)).ordinal).toBe(runIds.length);
  expect((await store.experiments.get(id))?.runCounts).toEqual({ queued: 3 });
  await expect(store.experiments.addRuns('none', [])).rejects.toMatchObject({ code: 'E_EXPERIMENT_UNKNOWN' });
  await store.experiments.remove(id);
});

describe('resultParts', () => {
  test('reads parts of results, and leaves out what is not there', async () => {
    const result = {
      progress: { total: 3 },
      folds: { metrics: { 'val/x': { deviation: null } }, folds: [1] },
    };
    const { id } = await store.experiments.create({ ...empty, name: 'with a result', result });
    const { id: without } = await store.experiments.create({ ...empty, name: 'without' });
    const found = await store.experiments.resultParts([id, without, 'nobody'], {
      progress: ['progress'],
      metrics: ['folds', 'metrics'],
      best: ['search', 'best'],
    });
    expect(Object.fromEntries(found)).toEqual({
      [id]: { progress: { total: 3 }, metrics: { 'val/x': { deviation: null } } },
      [without]: {},
    });
    expect(await store.experiments.resultParts([], { progress: ['progress'] })).toEqual(new Map());
  });
});

describe('list', () => {
  test('is of one kind or of several', async () => {
    const ofKind = async (kind: 'search' | 'ensemble' | 'study') =>
      (await store.experiments.create({ ...empty, name: 'of a kind', kind, project: 'kinds' })).id;
    const [search, ensemble] = [await ofKind('search'), await ofKind('ensemble')];
    await ofKind('study');
    const several = await store.experiments.list({ project: 'kinds', kind: ['search', 'ensemble'] });
    // Made within a millisecond they may stand either way round.
    expect(several.items.map(({ id }) => id).sort()).toEqual([ensemble, search].sort());
    const one = await store.experiments.list({ project: 'kinds', kind: 'search' });
    expect(one.items.map(({ id }) => id)).toEqual([search]);
  });

  test('goes through everything page by page, newest first, each once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      ids.push((await store.experiments.create({ ...empty, project: 'paged', name: `page ${index}` })).id);
      // Times are kept in milliseconds; of two experiments of the same one, neither is the newer.
      await sleep(3);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.experiments.list({
        project: 'paged',
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids.reverse());
  });

  test('finds by part of the name; signs of patterns are themselves', async () => {
    await store.experiments.create({ ...empty, project: 'search', name: '50% dropout_x' });
    await store.experiments.create({ ...empty, project: 'search', name: '500 dropoutyx' });
    const find = async (search: string): Promise<string[]> =>
      (await store.experiments.list({ project: 'search', search })).items.map(({ name }) => name);
    expect(await find('DROPOUT')).toHaveLength(2);
    expect(await find('50%')).toEqual(['50% dropout_x']);
    expect(await find('t_x')).toEqual(['50% dropout_x']);
  });

  test('refuses a cursor and a page size that it never gave', async () => {
    for (const cursor of ['', 'x', '0-', "1'; DROP TABLE runs-a", '-1-a']) {
      await expect(store.experiments.list({ cursor })).rejects.toMatchObject({ code: 'E_STORE_CURSOR' });
      await expect(store.runs.list({ cursor })).rejects.toMatchObject({ code: 'E_STORE_CURSOR' });
    }
    for (const limit of [0, 1.5, 1001, Number.NaN]) {
      await expect(store.runs.list({ limit })).rejects.toMatchObject({ code: 'E_STORE_LIMIT' });
    }
  });
});

test('what people write about experiments and runs can be changed', async () => {
  const { id, runIds } = await store.experiments.create(experimentOf(quick));
  const [runId = ''] = runIds;
  await store.experiments.update(id, {
    name: 'new',
    notes: 'n',
    tags: ['t'],
    archived: true,
    result: { mean: 1 },
  });
  expect(await store.experiments.get(id)).toMatchObject({
    name: 'new',
    notes: 'n',
    tags: ['t'],
    archived: true,
    result: { mean: 1 },
  });
  await store.runs.update(runId, { name: 'r', notes: 'm', tags: ['u', 'v'], archived: true, colour: 9 });
  expect(await store.runs.get(runId)).toMatchObject({
    name: 'r',
    notes: 'm',
    tags: ['u', 'v'],
    archived: true,
    colour: 9,
  });
  expect((await store.runs.list({ archived: true, tags: ['v'] })).items.map((run) => run.id)).toEqual([
    runId,
  ]);
  expect((await store.runs.list({ archived: true, tags: ['v', 'w'] })).items).toEqual([]);
  await expect(store.experiments.update('none', {})).rejects.toMatchObject({ code: 'E_EXPERIMENT_UNKNOWN' });
  await expect(store.runs.update('none', {})).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
});

test('ten runs have ten hues', async () => {
  const { id, runIds } = await store.experiments.create(
    experimentOf(...new Array<typeof quick>(10).fill(quick)),
  );
  const runs = await store.runs.getMany(runIds);
  // Runs of other tests are visible too, so each hue is taken at most once more than another.
  const used = Array.from({ length: 10 }, (_, hue) => runs.filter(({ colour }) => colour === hue).length);
  expect(Math.max(...used)).toBeLessThanOrEqual(3);
  await store.experiments.remove(id);
});
