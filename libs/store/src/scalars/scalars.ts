import { sql, type SQL } from 'drizzle-orm';
import { ConvlabError } from '@convlab/core';
import { queryRows } from '../_internal/rows.ts';
import type { Database, Db } from '../database/database.ts';
import { memoryOf, movingAverages, type Stretch } from './moving-average.ts';
import { LEVEL_BITS, TOP_LEVEL } from './pyramid.ts';

/** A stretch of a curve; values that are not numbers are counted and left out of the rest. */
export interface ScalarBucket {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly first: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly last: number | null;
  readonly mean: number | null;
  /** Exponential moving average at the last value, computed from every value. */
  readonly ema: number | null;
  readonly count: number;
  readonly nanCount: number;
}

/** A curve at one resolution. */
export interface ScalarSeries {
  /** Steps per bucket, a power of two; buckets are aligned at step 0. */
  readonly bucketWidth: number;
  readonly buckets: readonly ScalarBucket[];
}

/** Which part of a curve, and how finely. */
export interface ScalarQuery {
  readonly fromStep?: number;
  readonly toStep?: number;
  /** @defaultValue 400 */
  readonly maxPoints?: number;
  /**
   * Weight of the past in the moving average, at least 0 and at most {@link MAX_DECAY}: computed anew from every value of the part, or of
   * the finest buckets of which there are at most 16,384, and of so many before that it has forgotten where it began.
   *
   * @defaultValue 0.95, which is stored
   */
  readonly decay?: number;
}

/** A longer memory than a thousand values is a line, not an average. */
export const MAX_DECAY = 0.999;

/** One value of a curve. */
export interface ScalarPoint {
  readonly step: number;
  /** `null` where it is not a number. */
  readonly value: number | null;
}

/** Values per step. */
export interface Scalars {
  /** The names of a run's curves. */
  names(runId: string): Promise<string[]>;
  /**
   * A curve with at most `maxPoints` buckets; minimum, maximum and last value are kept at every resolution.
   *
   * @throws {ConvlabError} E_STORE_LIMIT when `maxPoints` or `decay` is out of range.
   */
  read(runId: string, name: string, query?: ScalarQuery): Promise<ScalarSeries>;
  /** Every value of a curve, as it was reported, from the first on; read a few thousand at a time. */
  values(runId: string, name: string): AsyncIterable<ScalarPoint>;
}

/* Read within some tens of ms. */
const MAX_AVERAGED = 2 ** 14;
/* Few enough that the embedded engine is free again within some ms. */
const POINTS_AT_A_TIME = 5_000;

/** The curves of a database. */
export function createScalars({ db }: Pick<Database, 'db'>): Scalars {
  return {
    names: async (runId) => {
      const rows = await queryRows<{ name: string }>(
        db,
        sql`SELECT DISTINCT name FROM convlab.scalars WHERE run_id = ${runId} AND level = ${TOP_LEVEL} ORDER BY name`,
      );
      return rows.map(({ name }) => name);
    },
    values: (runId, name) => valuesOf(db, runId, name),
    read: async (runId, name, query = {}) => {
      const maxPoints = query.maxPoints ?? 400;
      if (!Number.isInteger(maxPoints) || maxPoints < 1 || maxPoints > 10_000) throw badPoints(maxPoints);
      const { decay } = query;
      if (decay !== undefined && !(decay >= 0 && decay <= MAX_DECAY)) throw badDecay(decay);
      const of = sql`run_id = ${runId} AND name = ${name}`;
      const [span] = await queryRows<{ first: number | null; last: number | null }>(
        db,
        sql`SELECT min(first_step)::float8 AS first, max(last_step)::float8 AS last
          FROM convlab.scalars WHERE ${of} AND level = ${TOP_LEVEL}`,
      );
      const first = Math.max(span?.first ?? 0, query.fromStep ?? 0);
      const last = Math.min(span?.last ?? 0, query.toStep ?? Infinity);
      if (span?.first === null || last < first) return { bucketWidth: 1, buckets: [] };
      const bits = resolution(first, last, maxPoints);
      const level = Math.min(Math.floor(bits / LEVEL_BITS), TOP_LEVEL);
      const shift = bits - level * LEVEL_BITS;
      const low = Math.floor(first / 2 ** bits) * 2 ** shift;
      const high = Math.floor(last / 2 ** (level * LEVEL_BITS));
      const rows = await queryRows<ScalarBucket & { place: unknown }>(
        db,
        sql`SELECT bucket >> ${shift}::int AS place, min(first_step)::float8 AS "firstStep", max(last_step)::float8 AS "lastStep",
            (array_agg(first ORDER BY bucket) FILTER (WHERE first IS NOT NULL))[1] AS first, min(min) AS min, max(max) AS max,
            (array_agg(last ORDER BY bucket DESC) FILTER (WHERE last IS NOT NULL))[1] AS last,
            CASE WHEN sum(count) > 0 THEN sum(sum) / sum(count) END AS mean,
            (array_agg(ema ORDER BY bucket DESC) FILTER (WHERE ema IS NOT NULL))[1] AS ema,
            sum(count)::int AS count, sum(nan_count)::int AS "nanCount"
          FROM convlab.scalars WHERE ${of} AND level = ${level} AND bucket BETWEEN ${low} AND ${high}
          GROUP BY place ORDER BY place`,
      );
      const buckets = rows.map(({ place: _place, ...bucket }) => bucket);
      const bucketWidth = 2 ** bits;
      if (decay === undefined) return { bucketWidth, buckets };
      return {
        bucketWidth,
        buckets: withAverages(buckets, await averagesOf(db, of, { first, last, decay })),
      };
    },
  };
}

/** A curve's moving averages by the last step of each stretch. */
interface AveragedStretch extends Stretch {
  readonly lastStep: number;
}

async function averagesOf(
  db: Db,
  of: SQL,
  { first, last, decay }: { readonly first: number; readonly last: number; readonly decay: number },
): Promise<{ readonly steps: readonly number[]; readonly averages: readonly (number | null)[] }> {
  const level = Math.min(Math.ceil(resolution(first, last, MAX_AVERAGED) / LEVEL_BITS), TOP_LEVEL);
  const [low, high] = [first, last].map((step) => Math.floor(step / 2 ** (level * LEVEL_BITS)));
  const at = sql`SELECT bucket, last_step::float8 AS "lastStep", sum, count FROM convlab.scalars WHERE ${of} AND level = ${level}`;
  const stretches = await queryRows<AveragedStretch>(
    db,
    sql`(${at} AND bucket < ${low} ORDER BY bucket DESC LIMIT ${memoryOf(decay)})
      UNION ALL (${at} AND bucket BETWEEN ${low} AND ${high}) ORDER BY bucket`,
  );
  return { steps: stretches.map(({ lastStep }) => lastStep), averages: movingAverages(stretches, decay) };
}

/* Each bucket gets the average at its last value, or the last one before. */
function withAverages(
  buckets: readonly ScalarBucket[],
  { steps, averages }: Awaited<ReturnType<typeof averagesOf>>,
): ScalarBucket[] {
  let next = 0;
  return buckets.map((bucket) => {
    while ((steps[next] ?? Infinity) <= bucket.lastStep) next += 1;
    return { ...bucket, ema: averages[Math.max(0, next - 1)] ?? null };
  });
}

async function* valuesOf(db: Db, runId: string, name: string): AsyncGenerator<ScalarPoint, void, undefined> {
  let after = -1;
  for (;;) {
    const rows = await queryRows<ScalarPoint>(
      db,
      sql`SELECT bucket::float8 AS step, last AS value FROM convlab.scalars
        WHERE run_id = ${runId} AND name = ${name} AND level = 0 AND bucket > ${after}
        ORDER BY bucket LIMIT ${POINTS_AT_A_TIME}`,
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < POINTS_AT_A_TIME) return;
    after = last.step;
  }
}

/** The exponent of the smallest bucket width at which the span fits. */
function resolution(first: number, last: number, maxPoints: number): number {
  let bits = 0;
  while (Math.floor(last / 2 ** bits) - Math.floor(first / 2 ** bits) + 1 > maxPoints) bits += 1;
  return bits;
}

function badPoints(received: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_LIMIT',
    message: 'The number of points is out of range',
    received,
    expected: 'an integer from 1 to 10000',
  });
}

function badDecay(received: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_LIMIT',
    message: 'The decay of the moving average is out of range',
    received,
    expected: `a number from 0 to ${MAX_DECAY}`,
  });
}
