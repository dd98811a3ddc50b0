/**
 * Measures what pages and the queue cost with 10,000 stored runs and a run of a million points per curve.
 *
 * `scale.ts`; on a folder, or on the server that CONVLAB_TEST_POSTGRES_URL names. Fails when a page's query takes 50 ms or more in
 * the median, and when 3,000 views of pages leave the heap larger than the first 1,000 did.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { claimRun } from '../src/run-writer/claim.ts';
import { appendPoints, type Averages, type Point } from '../src/scalars/pyramid.ts';
import { databaseOf } from '../src/store/store.ts';
import { experimentOf, newPlace, openTestStore, quick } from './harness.ts';
import { setup } from './template.ts';

const LIMIT_MS = 50;
const VIEWS = 1_000;
/** What the heap may differ by between two rounds of views, in MiB. */
const FLAT_MIB = 4;
const EXPERIMENTS = 10;
const RUNS_EACH = 1_000;
const POINTS = 1_000_000;
const EPOCHS = 400;

await setup();
const place = await newPlace();
const store = await openTestStore(place.where);
const database = databaseOf(store);
const { db } = database;

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  console.log(`${name.padEnd(52)} ${Math.round(performance.now() - start)} ms`);
  return result;
}

let tooSlow = 0;

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let repeat = 0; repeat < 15; repeat += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const median = times[7] ?? 0;
  if (median >= LIMIT_MS) tooSlow += 1;
  const ours = ((user + system) / 1000 / 15).toFixed(1);
  console.log(
    `${name.padEnd(52)} median ${median.toFixed(1)} ms, slowest ${(times.at(-1) ?? 0).toFixed(1)} ms, processor ${ours} ms`,
  );
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Heap in use after a thousand views of the pages of a run and of all runs, in MiB. */
async function heapAfterViews(runId: string): Promise<number> {
  for (let view = 0; view < VIEWS; view += 1) {
    await Promise.all([
      store.runs.list(),
      store.runs.get(runId),
      store.runs.epochs(runId),
      store.scalars.read(runId, 'train/loss'),
    ]);
  }
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const [heap, resident] = [heapUsed / 2 ** 20, rss / 2 ** 20];
  console.log(
    `memory after ${VIEWS} more views of pages`.padEnd(52),
    `heap ${heap.toFixed(1)} MiB, resident ${resident.toFixed(0)} MiB`,
  );
  return heap;
}

let grows = false;

try {
  const created = await timed(`create ${EXPERIMENTS} experiments of ${RUNS_EACH} runs`, async () => {
    const all: { id: string; runIds: readonly string[] }[] = [];
    for (let index = 0; index < EXPERIMENTS; index += 1) {
      all.push(
        await store.experiments.create(experimentOf(...new Array<typeof quick>(RUNS_EACH).fill(quick))),
      );
    }
    return all;
  });
  const runId = created[4]?.runIds[500] ?? '';
  await timed(`store ${POINTS} points of a curve`, async () => {
    const averages: Averages = new Map();
    for (let start = 1; start <= POINTS; start += 5_000) {
      const points = Array.from({ length: 5_000 }, (_, index): Point => {
        const step = start + index;
        return { name: 'train/loss', step, value: Math.sin(step * step) / step };
      });
      await db.transaction((tx) => appendPoints(tx, runId, points, averages));
    }
  });
  await timed(`store ${EPOCHS} epochs`, () =>
    db.execute(sql`INSERT INTO convlab.epochs (run_id, epoch, step, metrics, learning_rate, duration_ms, best, attempt)
      SELECT ${runId}, e, e * 100, '{"train/loss": 0.5, "validation/loss": 0.6, "validation/accuracy": 0.9}', 0.1, 1, false, 1
      FROM generate_series(1, ${EPOCHS}::int) AS e`),
  );
  await timed('analyze', () => db.execute(sql`ANALYZE`));

  const { nextCursor = '' } = await store.runs.list();
  await measure('runs, first page of 100', () => store.runs.list());
  await measure('runs, second page of 100', () => store.runs.list({ cursor: nextCursor }));
  await measure('runs waiting, first page', () => store.runs.list({ status: 'queued' }));
  await measure('runs of an experiment, 100 of 1,000', () =>
    store.runs.list({ experimentId: created[2]?.id ?? '' }),
  );
  await measure('runs by name, none found', () => store.runs.list({ search: 'no such name' }));
  await measure('runs by state, counted', () => store.runs.countByStatus());
  await measure('paces of the newest 200 runs', () => store.runs.paces(200));
  await measure('experiments, first page', () => store.experiments.list());
  await measure('a run', () => store.runs.get(runId));
  await measure(`its ${EPOCHS} epochs`, () => store.runs.epochs(runId));
  await measure('its curve of a million points at 400', () => store.scalars.read(runId, 'train/loss'));
  await measure('a hundredth of its curve at 400', () =>
    store.scalars.read(runId, 'train/loss', { fromStep: 500_000, toStep: 510_000 }),
  );

  await timed('take up and end 200 runs: queue overhead of all', async () => {
    for (let index = 0; index < 200; index += 1) {
      const [job] = await database.boss.fetch<{ runId: string }>('runs');
      if (job === undefined) throw new Error('The queue is empty');
      const lease = await claimRun(database, { runId: job.data.runId, jobId: job.id, workerId: 'scale' });
      await lease?.writer.stopped();
      await database.boss.complete('runs', job);
    }
  });
  const heaps: number[] = [];
  for (let round = 0; round < 4; round += 1) heaps.push(await heapAfterViews(runId));
  const [first = 0, ...later] = heaps;
  grows = Math.max(...later) > first + FLAT_MIB;
} finally {
  await store.close();
  await place.remove();
}
if (tooSlow > 0) {
  console.error(`${tooSlow} queries took ${LIMIT_MS} ms or more`);
  process.exitCode = 1;
}
if (grows) {
  console.error(`The heap grew by more than ${FLAT_MIB} MiB`);
  process.exitCode = 1;
}
