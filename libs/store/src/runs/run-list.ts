import { and, arrayContains, eq, inArray, or, ilike, sql, type SQL } from 'drizzle-orm';
import { badCursor, pageSize } from '../_internal/cursor.ts';
import { textSafe } from '../_internal/json.ts';
import { containing } from '../_internal/text.ts';
import type { Database } from '../database/database.ts';
import type { Page, RunStatus, RunSummary } from '../model/model.ts';
import { runs } from '../schema/schema.ts';
import { runSummaryColumns, toRunSummary } from './run-rows.ts';

/**
 * What a list of runs is sorted by: `ordinal` is the position in its experiment, `best` the monitored metric at the best
 * epoch, `{ metric }` any metric of that epoch.
 *
 * All but `{ metric }`, and `ordinal` outside one experiment, read an index, so that a page costs the same with ten runs as with ten thousand.
 */
export type RunSortKey = 'created' | 'ordinal' | 'name' | 'duration' | 'best' | { readonly metric: string };

/** How a list of runs is sorted. */
export interface RunSort {
  readonly by: RunSortKey;
  /** @defaultValue 'descending' */
  readonly direction?: 'ascending' | 'descending';
}

/** Which runs a list shows. */
export interface RunFilter {
  readonly project?: string;
  readonly experimentId?: string;
  readonly status?: RunStatus | readonly RunStatus[];
  /** What their reports came to. */
  readonly verdict?: string | readonly string[];
  /** @defaultValue false */
  readonly archived?: boolean;
  /** Part of the name, in any case, or the beginning of the id. */
  readonly search?: string;
  /** Tags that a run must all have. */
  readonly tags?: readonly string[];
  /** @defaultValue newest first */
  readonly sort?: RunSort;
  readonly cursor?: string;
  /** @defaultValue 100 */
  readonly limit?: number;
}

/** The value that a list is sorted by, as SQL, and what type a cursor has to give back. */
interface SortColumn {
  readonly key: SQL;
  readonly type: 'timestamptz' | 'text' | 'int4' | 'float8';
}

/** A page of runs; one statement, whatever is filtered and sorted by. */
export async function listRuns({ db }: Database, filter: RunFilter): Promise<Page<RunSummary>> {
  const limit = pageSize(filter.limit);
  const { by, direction = 'descending' } = filter.sort ?? { by: 'created' };
  const rising = direction === 'ascending';
  const { key, type } = sortColumn(by, rising);
  const order = rising ? sql`ASC` : sql`DESC`;
  const rows = await db
    .select({ ...runSummaryColumns, sortKey: sql<string>`to_json(${key})#>>'{}'` })
    .from(runs)
    .where(and(...conditions(filter), ...after(filter.cursor, { key, type }, rising)))
    .orderBy(sql`${key} ${order}`, sql`${runs.id} ${order}`)
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const items = page.map(({ sortKey: _sortKey, ...row }) => toRunSummary(row));
  const last = page.at(-1);
  return rows.length > limit && last !== undefined
    ? { items, nextCursor: encode({ key: last.sortKey, id: last.id }) }
    : { items };
}

function sortColumn(by: RunSortKey, rising: boolean): SortColumn {
  // What has no value comes last in both directions.
  const missing = sql.raw(rising ? `'Infinity'` : `'-Infinity'`);
  switch (by) {
    case 'created':
      return { key: sql`${runs.createdAt}`, type: 'timestamptz' };
    case 'ordinal':
      return { key: sql`${runs.ordinal}`, type: 'int4' };
    case 'name':
      return { key: sql`${runs.name}`, type: 'text' };
    case 'duration':
      return { key: sql`${runs.durationMs}`, type: 'float8' };
    case 'best':
      return { key: sql`coalesce(best_value, ${missing})`, type: 'float8' };
    default: {
      const value = sql`(${runs.bestMetrics}->>${textSafe(by.metric)}::text)::float8`;
      return { key: sql`coalesce(${value}, ${missing})`, type: 'float8' };
    }
  }
}

function conditions(filter: RunFilter): (SQL | undefined)[] {
  const { project, experimentId, status, verdict, archived = false, search, tags = [] } = filter;
  const id = textSafe(search ?? '').toLowerCase();
  return [
    eq(runs.archived, archived),
    project === undefined ? undefined : eq(runs.project, textSafe(project)),
    experimentId === undefined ? undefined : eq(runs.experimentId, textSafe(experimentId)),
    status === undefined ? undefined : inArray(runs.status, [status].flat()),
    verdict === undefined ? undefined : inArray(runs.verdict, [verdict].flat().map(textSafe)),
    tags.length === 0 ? undefined : arrayContains(runs.tags, tags.map(textSafe)),
    search ? or(ilike(runs.name, containing(search)), sql`starts_with(${runs.id}, ${id})`) : undefined,
  ];
}

function after(cursor: string | undefined, { key, type }: SortColumn, rising: boolean): SQL[] {
  if (cursor === undefined) return [];
  const place = decode(cursor, type);
  const typed = sql`${place.key}::${sql.raw(type)}`;
  return [sql`(${key}, ${runs.id}) ${sql.raw(rising ? '>' : '<')} (${typed}, ${place.id})`];
}

interface Place {
  readonly key: string;
  readonly id: string;
}

function encode({ key, id }: Place): string {
  return `${id}.${Buffer.from(key).toString('base64url')}`;
}

const IS_COMPARABLE: Readonly<Record<SortColumn['type'], (key: string) => boolean>> = {
  text: () => true,
  int4: (key) => /^\d{1,9}$/.test(key),
  float8: (key) => /^-?Infinity$/.test(key) || (/^-?\d[\d.e+-]*$/.test(key) && Number.isFinite(Number(key))),
  timestamptz: (key) => /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/.test(key) && !Number.isNaN(Date.parse(key)),
};

/** A cursor is given back by browsers: what the sort order cannot compare is refused here, not by the database. */
function decode(cursor: string, type: SortColumn['type']): Place {
  const [, id, encoded] = /^([0-9a-z]{1,32})\.([\w-]{0,2000})$/.exec(cursor) ?? [];
  if (id === undefined || encoded === undefined) throw badCursor(cursor);
  const key = textSafe(Buffer.from(encoded, 'base64url').toString());
  if (!IS_COMPARABLE[type](key)) throw badCursor(cursor);
  return { key, id };
}

/**
 * The tags in use, in alphabetical order.
 *
 * @param limit  how many at most
 */
export async function listTags({ db }: Database, limit = 200): Promise<string[]> {
  const rows = await db
    .selectDistinct({ tag: sql<string>`unnest(${runs.tags})` })
    .from(runs)
    .where(sql`${runs.tags} <> '{}'`)
    .orderBy(sql`1`)
    .limit(limit);
  return rows.map(({ tag }) => tag);
}
