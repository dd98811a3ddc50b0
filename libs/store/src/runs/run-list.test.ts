import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import { queryRows } from '../_internal/rows.ts';
import { databaseOf, type Store } from '../store/store.ts';
import type { RunFilter, RunSort } from './run-list.ts';

const NUM_RUNS = 40;
let place: TestPlace;
let store: Store;
let ids: readonly string[];

beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
  const specs = new Array<typeof quick>(NUM_RUNS).fill(quick);
  ({ runIds: ids } = await store.experiments.create({ ...experimentOf(...specs), project: 'letters' }));
  await store.experiments.create({ ...experimentOf(quick), name: 'other', project: 'numbers' });
  const { db } = databaseOf(store);
  // Every third run has no result yet; two and two share a value.
  await db.execute(sql`UPDATE convlab.runs SET
    started = '{"monitor": {"name": "validation/loss", "better": "lower"}}',
    best_metrics = CASE WHEN ordinal % 3 = 0 THEN NULL
      ELSE jsonb_build_object('validation/loss', (ordinal / 2) * 0.1, 'validation/accuracy', ordinal * -1e-7) END,
    report = CASE WHEN ordinal % 2 = 0 THEN '{"verdict": "overfit", "subtype": "overtrained"}'::jsonb END,
    duration_ms = (ordinal * 7) % 11
    WHERE project = 'letters'`);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

/** All ids of a list, read in pages of seven. */
async function readAll(filter: RunFilter): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.runs.list({ ...filter, limit: 7, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

const ordinalOf = (id: string): number => ids.indexOf(id);

describe('a sorted list', () => {
  const keys: [RunSort['by'], (ordinal: number) => number | undefined][] = [
    ['ordinal', (ordinal) => ordinal],
    ['duration', (ordinal) => (ordinal * 7) % 11],
    ['best', (ordinal) => (ordinal % 3 === 0 ? undefined : Math.floor(ordinal / 2) * 0.1)],
    [{ metric: 'validation/accuracy' }, (ordinal) => (ordinal % 3 === 0 ? undefined : ordinal * -1e-7)],
  ];
  test.each(keys)('by %j holds each run once, in order, runs without a value last', async (by, valueOf) => {
    for (const direction of ['ascending', 'descending'] as const) {
      const found = await readAll({ project: 'letters', sort: { by, direction } });
      expect(new Set(found).size).toBe(NUM_RUNS);
      const values = found.map((id) => valueOf(ordinalOf(id)));
      const known = values.filter((value) => value !== undefined);
      const sign = direction === 'ascending' ? 1 : -1;
      expect(known).toEqual([...known].sort((a, b) => sign * (a - b)));
      expect(values.slice(known.length)).toEqual(new Array(values.length - known.length).fill(undefined));
    }
  });

  test.each(['name', 'created'] as const)('by %s holds each run once', async (by) => {
    for (const direction of ['ascending', 'descending'] as const) {
      const found = await readAll({ sort: { by, direction } });
      expect(found).toHaveLength(NUM_RUNS + 1);
      expect(new Set(found).size).toBe(NUM_RUNS + 1);
    }
  });

  test.each([
    'nothing',
    'a.',
    `a.${Buffer.from('1e999').toString('base64url')}`,
    `a.${Buffer.from('not a date').toString('base64url')}`,
  ])('refuses the cursor %j, which nobody gave out', async (cursor) => {
    for (const by of ['created', 'best'] as const)
      await expect(store.runs.list({ cursor, sort: { by } })).rejects.toMatchObject({
        code: 'E_STORE_CURSOR',
      });
  });

  test('reads an index, whatever it is sorted by', async () => {
    await databaseOf(store).db.transaction(async (tx) => {
      // The table is small: without this the planner would rather sort it.
      await tx.execute(
        sql`SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
      );
      for (const key of ['name', 'duration_ms', `coalesce(best_value, '-Infinity')`]) {
        const rows = await queryRows<Record<string, string>>(
          tx,
          sql.raw(
            `EXPLAIN SELECT * FROM convlab.runs WHERE archived = false ORDER BY ${key} DESC, id DESC LIMIT 5`,
          ),
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toContain('Index Scan Backward');
        expect(plan).not.toContain('Sort');
      }
    });
  });
});

describe('a filtered list', () => {
  test('knows what the report came to, without reading it', async () => {
    const { items } = await store.runs.list({ verdict: 'overfit', limit: 100 });
    expect(items).toHaveLength(NUM_RUNS / 2);
    expect(items[0]).toMatchObject({ verdict: 'overfit', subtype: 'overtrained' });
    expect(items[0]).not.toHaveProperty('report');
  });

  test('finds by project, name, id, tag and archive', async () => {
    const [first = '', second = ''] = ids;
    await store.runs.update(first, { name: '50 % off_', tags: ['a', 'b'] });
    await store.runs.update(second, { archived: true, tags: ['a'] });
    expect(await readAll({ project: 'numbers' })).toHaveLength(1);
    expect(await readAll({ search: '% OFF_' })).toEqual([first]);
    expect(await readAll({ search: '%' })).toEqual([first]);
    expect(await readAll({ search: first.toUpperCase() })).toEqual([first]);
    expect(await readAll({ tags: ['a'] })).toEqual([first]);
    expect(await readAll({ tags: ['a', 'b'] })).toEqual([first]);
    expect(await readAll({ archived: true })).toEqual([second]);
    expect(await store.runs.tags()).toEqual(['a', 'b']);
    await store.runs.update(second, { archived: false });
  });
});

test('an experiment moves to another project and to the archive with its runs', async () => {
  const { id, runIds } = await store.experiments.create({ ...experimentOf(quick, quick), project: 'one' });
  expect(await store.experiments.projects()).toEqual(['letters', 'numbers', 'one']);
  await store.experiments.update(id, { project: 'two', archived: true });
  expect(await store.experiments.projects()).toEqual(['letters', 'numbers', 'two']);
  expect((await readAll({ project: 'two', archived: true })).sort()).toEqual([...runIds].sort());
  expect(await readAll({ project: 'one' })).toEqual([]);
  const [added = ''] = await store.experiments.addRuns(id, [{ name: 'third', spec: {} }]);
  expect((await store.runs.require(added)).project).toBe('two');
});
