import type { StepEvent } from '@convlab/training';
import { sql } from 'drizzle-orm';
import { queryRows } from '../_internal/rows.ts';
import type { Tx } from '../database/database.ts';

/** Each level's buckets are 8 times as wide as those below; level 0 holds the values themselves. */
export const LEVEL_BITS = 3;

/** Widest buckets: 8^6 = 262,144 steps. */
export const TOP_LEVEL = 6;

/** Weight of the past in the moving average, which looks back about twenty values. */
const EMA_DECAY = 0.95;

/** One value of a curve. */
export interface Point {
  readonly name: string;
  readonly step: number;
  /** `null` when it is not a number. */
  readonly value: number | null;
}

/** The state of one curve's moving average: enough to go on with it exactly. */
interface Average {
  biased: number;
  count: number;
}

/** The moving averages of a run's curves, by name. */
export type Averages = Map<string, Average>;

interface Bucket {
  readonly name: string;
  readonly level: number;
  readonly bucket: number;
  first: number | null;
  min: number | null;
  max: number | null;
  last: number | null;
  sum: number;
  count: number;
  nan_count: number;
  ema: number | null;
  first_step: number;
  last_step: number;
}

/** The curves that come from progress reports: the loss of every update, the other values once a report. */
export function pointsOfStep(event: StepEvent): Point[] {
  const { step, losses, learningRate, examplesPerSecond, tensors, tensorBytes, residentBytes } = event;
  const from = step - losses.length + 1;
  const points: Point[] = losses.map((value, i) => ({ name: 'train/loss', step: from + i, value }));
  points.push({ name: 'learningRate', step, value: learningRate });
  if (examplesPerSecond !== null) points.push({ name: 'examplesPerSecond', step, value: examplesPerSecond });
  points.push({ name: 'tensors', step, value: tensors }, { name: 'tensorBytes', step, value: tensorBytes });
  if (residentBytes !== null) points.push({ name: 'residentBytes', step, value: residentBytes });
  return points;
}

/** Adds values to every level of their curves; they must come in the order of their steps, each step once. */
export async function appendPoints(
  tx: Tx,
  runId: string,
  points: readonly Point[],
  averages: Averages,
): Promise<void> {
  if (points.length === 0) return;
  const buckets = new Map<string, Bucket>();
  for (const point of points) {
    const ema = average(averages, point);
    for (let level = 0; level <= TOP_LEVEL; level += 1) addToBucket(buckets, level, point, ema);
  }
  await tx.execute(sql`INSERT INTO convlab.scalars AS s
    (run_id, name, level, bucket, first, min, max, last, sum, count, nan_count, ema, first_step, last_step)
    SELECT ${runId}, b.* FROM jsonb_to_recordset(${JSON.stringify([...buckets.values()])}::jsonb) AS b(
      name text, level smallint, bucket bigint, first float8, min float8, max float8, last float8, sum float8,
      count int, nan_count int, ema float8, first_step bigint, last_step bigint)
    ON CONFLICT (run_id, name, level, bucket) DO UPDATE SET
      first = coalesce(s.first, excluded.first), min = least(s.min, excluded.min), max = greatest(s.max, excluded.max),
      last = coalesce(excluded.last, s.last), sum = s.sum + excluded.sum, count = s.count + excluded.count,
      nan_count = s.nan_count + excluded.nan_count, ema = coalesce(excluded.ema, s.ema), last_step = excluded.last_step`);
}

/** Forgets the values after `step`, as if they had never come. */
export async function rewindPoints(tx: Tx, runId: string, step: number): Promise<void> {
  const removed = await queryRows<{ level: number }>(
    tx,
    sql`WITH gone AS (DELETE FROM convlab.scalars WHERE run_id = ${runId} AND last_step > ${step} RETURNING level)
      SELECT DISTINCT level FROM gone WHERE level > 0`,
  );
  for (const { level } of removed) await rebuildLastBucket(tx, runId, level, step);
}

/** Makes the bucket that `step` lies in from the values below it; the buckets before are whole. */
async function rebuildLastBucket(tx: Tx, runId: string, level: number, step: number): Promise<void> {
  const width = 2 ** (LEVEL_BITS * level);
  const start = Math.floor(step / width) * width;
  await tx.execute(sql`INSERT INTO convlab.scalars
    (run_id, name, level, bucket, first, min, max, last, sum, count, nan_count, ema, first_step, last_step)
    SELECT run_id, name, ${level}::smallint, ${start / width}::bigint,
      (array_agg(first ORDER BY bucket) FILTER (WHERE first IS NOT NULL))[1], min(min), max(max),
      (array_agg(last ORDER BY bucket DESC) FILTER (WHERE last IS NOT NULL))[1],
      coalesce(sum(sum ORDER BY bucket), 0), sum(count), sum(nan_count),
      (array_agg(ema ORDER BY bucket DESC) FILTER (WHERE ema IS NOT NULL))[1], min(first_step), max(last_step)
    FROM convlab.scalars WHERE run_id = ${runId} AND level = 0 AND bucket >= ${start}
    GROUP BY run_id, name ON CONFLICT DO NOTHING`);
}

/** The moving averages where a run stands, to go on with. */
export async function readAverages(tx: Tx, runId: string): Promise<Averages> {
  const rows = await queryRows<{ name: string; ema: number | null; count: number }>(
    tx,
    sql`SELECT t.name, t.count::int AS count,
        (SELECT ema FROM convlab.scalars AS l WHERE l.run_id = ${runId} AND l.name = t.name AND l.level = 0
         AND l.ema IS NOT NULL ORDER BY bucket DESC LIMIT 1) AS ema
      FROM (SELECT name, sum(count) AS count FROM convlab.scalars
        WHERE run_id = ${runId} AND level = ${TOP_LEVEL} GROUP BY name) AS t`,
  );
  return new Map(
    rows.map(({ name, ema, count }) => [name, { biased: (ema ?? 0) * (1 - EMA_DECAY ** count), count }]),
  );
}

/** The moving average after this value, corrected for its start at zero; `null` before the first number. */
function average(averages: Averages, { name, value }: Point): number | null {
  const state = averages.get(name) ?? { biased: 0, count: 0 };
  if (value !== null) {
    state.biased = EMA_DECAY * state.biased + (1 - EMA_DECAY) * value;
    state.count += 1;
    averages.set(name, state);
  }
  return state.count === 0 ? null : state.biased / (1 - EMA_DECAY ** state.count);
}

function addToBucket(
  buckets: Map<string, Bucket>,
  level: number,
  { name, step, value }: Point,
  ema: number | null,
): void {
  const index = Math.floor(step / 2 ** (LEVEL_BITS * level));
  const key = `${level} ${index} ${name}`;
  const bucket = buckets.get(key) ?? emptyBucket(name, level, index, step);
  buckets.set(key, bucket);
  bucket.last_step = step;
  bucket.ema = ema ?? bucket.ema;
  if (value === null) {
    bucket.nan_count += 1;
    return;
  }
  bucket.first ??= value;
  bucket.min = Math.min(bucket.min ?? value, value);
  bucket.max = Math.max(bucket.max ?? value, value);
  bucket.last = value;
  bucket.sum += value;
  bucket.count += 1;
}

function emptyBucket(name: string, level: number, bucket: number, step: number): Bucket {
  return {
    name,
    level,
    bucket,
    first: null,
    min: null,
    max: null,
    last: null,
    sum: 0,
    count: 0,
    nan_count: 0,
    ema: null,
    first_step: step,
    last_step: step,
  };
}
