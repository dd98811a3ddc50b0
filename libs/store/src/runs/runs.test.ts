import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { countTested } from './run-peers.ts';

let place: TestPlace;
let store: Store;
beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
  await store.experiments.create(experimentOf(...new Array<typeof quick>(1000).fill(quick)));
  await store.experiments.create(experimentOf(...new Array<typeof quick>(1000).fill(quick)));
  await databaseOf(store).db.execute(sql`ANALYZE`);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

async function planOf(query: string | SQL): Promise<string> {
  const asked = typeof query === 'string' ? sql.raw(query) : query;
  const result = await databaseOf(store).db.execute(sql`EXPLAIN ${asked}`);
  return (result as { rows: Record<string, string>[] }).rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('a page of runs or experiments is read from its index: nothing is sorted, however many there are', async () => {
  const order = 'ORDER BY created_at DESC, id DESC LIMIT 101';
  const plans = await Promise.all([
    planOf(`SELECT * FROM convlab.runs WHERE archived = false ${order}`),
    planOf(
      `SELECT * FROM convlab.runs WHERE archived = false AND (created_at, id) < ('2100-01-01T00:00:00Z'::timestamptz, 'a') ${order}`,
    ),
    planOf(`SELECT * FROM convlab.runs WHERE archived = false AND status IN ('queued') ${order}`),
  ]);
  for (const plan of plans) {
    expect(plan).toContain('Index Scan Backward');
    expect(plan).not.toContain('Sort');
  }
});

test('pages of runs made at the same moment hold each run once', async () => {
  const seen = new Set<string>();
  let number = 0;
  let cursor: string | undefined;
  do {
    const page = await store.runs.list({ limit: 700, ...(cursor === undefined ? {} : { cursor }) });
    for (const { id } of page.items) seen.add(id);
    number += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(number).toBe(2000);
  expect(seen.size).toBe(2000);
});

test('runs are found by state and several at once', async () => {
  const { items } = await store.runs.list({ limit: 3 });
  const [first, second, third] = items.map(({ id }) => id) as [string, string, string];
  await store.runs.stop(first);
  await store.runs.pause(second);
  expect((await store.runs.list({ status: ['stopped', 'paused'] })).items.map(({ id }) => id).sort()).toEqual(
    [first, second].sort(),
  );
  expect(await store.runs.countByStatus()).toEqual({ queued: 1998, stopped: 1, paused: 1 });
  expect((await store.runs.getMany([third, 'none', first])).map(({ id }) => id).sort()).toEqual(
    [first, third].sort(),
  );
  await expect(store.runs.resume(first)).rejects.toMatchObject({ code: 'E_RUN_STATE' });
  await expect(store.runs.continue(second)).rejects.toMatchObject({ code: 'E_RUN_STATE' });
  await store.runs.remove([first, second]);
  expect(await store.runs.countByStatus()).toEqual({ queued: 1998 });
  expect(await store.runs.get(first)).toBeUndefined();
  expect(await store.runs.epochs(first)).toEqual([]);
});

test('details come with specs, reports and notes; curves are thinned and keep both ends', async () => {
  const { runIds } = await store.experiments.create(experimentOf(quick, quick));
  const [first, second] = runIds as [string, string];
  await store.runs.update(first, { notes: 'worth a look' });
  const details = await store.runs.details([first, 'nobody']);
  expect(details).toMatchObject([{ id: first, notes: 'worth a look', spec: quick, report: null }]);

  const { db } = databaseOf(store);
  await db.execute(sql`UPDATE convlab.runs SET epoch = 100 WHERE id = ${second}`);
  await db.execute(sql`INSERT INTO convlab.epochs (run_id, epoch, step, metrics, learning_rate, duration_ms, best, attempt)
    SELECT ${second}, n, n, jsonb_build_object('loss', CASE WHEN n = 60 THEN NULL ELSE 1.0 / n END), 1, 1, false, 1
    FROM generate_series(1, 100) AS n`);
  const [curve, ...none] = await store.runs.curves([first, second], 'loss', 5);
  expect(none).toEqual([]);
  expect(curve?.runId).toBe(second);
  expect(curve?.points).toEqual(
    [20, 40, 60, 80, 100].map((n) => ({ epoch: n, value: n === 60 ? null : 1 / n })),
  );
});

test('costs of an experiment are numbers of its runs in their order; the same network has the same key', async () => {
  const { id, runIds } = await store.experiments.create(experimentOf(quick, quick));
  const [first] = runIds as [string];
  const { db } = databaseOf(store);
  await db.execute(sql`UPDATE convlab.runs SET status = 'finished', step = 30, steps_per_epoch = 10, num_weights = 12,
      duration_ms = 900, started = '{"numExamples": {"train": 80, "validation": 20}}',
      started_at = '2026-01-01T00:00:00Z', finished_at = '2026-01-01T00:00:01.5Z', worker = 'w' WHERE id = ${first}`);
  const costs = await store.runs.costs(id);
  expect(costs.map(({ runId }) => runId)).toEqual(runIds);
  expect(costs).toMatchObject([
    {
      status: 'finished',
      worker: 'w',
      startedAt: new Date('2026-01-01T00:00:00Z'),
      finishedAt: new Date('2026-01-01T00:00:01.500Z'),
      durationMs: 900,
      examples: 240,
      numWeights: 12,
      numValidation: 20,
    },
    { status: 'queued', worker: null, startedAt: null, finishedAt: null, examples: null, numWeights: null },
  ]);
  expect(costs[0]?.networkKey).toBe(costs[1]?.networkKey);
});

test('paces are those of the newest finished runs, their first epoch left out, and of runs that went through', async () => {
  const { runIds } = await store.experiments.create(experimentOf(quick, quick, quick, quick));
  const [many, one, again, waiting] = runIds as [string, string, string, string];
  const { db } = databaseOf(store);
  const began = sql`steps_per_epoch = 10, worker = 'w', started_at = '2026-01-01T00:00:00Z', finished_at = '2026-01-01T00:00:05Z',
    started = '{"epoch": 0, "numExamples": {"train": 80}, "backend": {"name": "wasm", "threads": 2}}'`;
  await db.execute(
    sql`UPDATE convlab.runs SET status = 'finished', epoch = 3, duration_ms = 1600, attempt = 1, ${began} WHERE id = ${many}`,
  );
  await db.execute(sql`INSERT INTO convlab.epochs (run_id, epoch, step, metrics, learning_rate, duration_ms, best, attempt)
    SELECT ${many}, n, n, '{}', 1, CASE WHEN n = 1 THEN 1000 ELSE 300 END, false, 1 FROM generate_series(1, 3) AS n`);
  await db.execute(
    sql`UPDATE convlab.runs SET status = 'stopped', epoch = 1, duration_ms = 700, attempt = 1, ${began} WHERE id = ${one}`,
  );
  await db.execute(
    sql`UPDATE convlab.runs SET status = 'stopped-early', epoch = 2, duration_ms = 800, attempt = 2, ${began},
      spec = '{"network": "another"}' WHERE id = ${again}`,
  );
  const own = (await store.runs.paces(200)).filter(({ runId }) => (runIds as string[]).includes(runId));
  const paceOf = new Map(own.map((pace) => [pace.runId, pace]));
  expect(paceOf.get(many)).toMatchObject({
    worker: 'w',
    backend: 'wasm',
    threads: 2,
    epochs: 3,
    msPerEpoch: 300,
    msBesides: 4100,
    stepsPerEpoch: 10,
    numTrain: 80,
  });
  expect(paceOf.get(one)).toMatchObject({ msPerEpoch: 700, msBesides: 4300 });
  expect(paceOf.get(again)).toMatchObject({ msPerEpoch: 400, msBesides: null });
  expect(paceOf.has(waiting)).toBe(false);
  expect(paceOf.get(many)?.workKey).toBe(paceOf.get(one)?.workKey);
  expect(paceOf.get(many)?.workKey).not.toBe(paceOf.get(again)?.workKey);
  expect(await store.runs.paces(1)).toHaveLength(1);
});

test('peers are runs of the project on the same data set; their openings of the test part are counted', async () => {
  const on = (set: string) => ({
    ...experimentOf(quick, quick),
    project: 'peers',
    spec: {},
    runs: [1, 2].map((trial) => ({ name: `${set} ${trial}`, spec: { data: { set } } })),
  });
  const { runIds } = await store.experiments.create(on('digits'));
  const { runIds: elsewhere } = await store.experiments.create(on('iris'));
  const { runIds: otherProject } = await store.experiments.create({ ...on('digits'), project: 'other' });
  const { db } = databaseOf(store);
  const [first, second] = runIds as [string, string];
  expect(await store.runs.peers(first)).toEqual({ peers: [], numTested: 0 });
  for (const id of [...runIds, ...elsewhere, ...otherProject])
    await db.execute(
      sql`UPDATE convlab.runs SET num_weights = 12, best_metrics = '{"validation/loss": 1}', test_metrics = '{}' WHERE id = ${id}`,
    );
  await store.runs.update(second, { archived: true });
  const { peers, numTested } = await store.runs.peers(first);
  expect(peers).toEqual([
    { id: first, name: 'digits 1', numWeights: 12, bestMetrics: { 'validation/loss': 1 } },
  ]);
  // What was opened stays opened, also when it is put away.
  expect(numTested).toBe(2);
  expect((await store.runs.peers(second)).peers.map(({ id }) => id)).toEqual([second, first]);
  // Untested runs are not looked at, however many a project has.
  await db.execute(sql`ANALYZE convlab.runs`);
  const plan = await planOf(countTested(first));
  expect(plan).toContain('runs_tested');
  expect(plan).not.toContain('Seq Scan');
});
