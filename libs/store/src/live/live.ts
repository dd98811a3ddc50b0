import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { badCursor } from '../_internal/cursor.ts';
import { LIST_CHANNEL, RUN_CHANNEL, type ListChange } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { isPassing } from '../_internal/transact.ts';
import type { Database } from '../database/database.ts';
import type { StoredEvent } from '../model/model.ts';
import { events } from '../schema/schema.ts';
import { Feed, type FeedSource, type Placed } from './feed.ts';

/** A lost NOTIFY costs this long, not an event. */
const LOOK_EVERY_MS = 5_000;
/** Among all runs a transaction still open holds back later ones, and nobody tells when it ends. */
const LOOK_AT_ALL_EVERY_MS = 1_000;
const RETRY_MS = 500;

/** An event among those of all runs, with the place to go on from. */
export interface PlacedEvent extends StoredEvent {
  /** Opaque; give it as `after` to go on behind this event. */
  readonly cursor: string;
}

/**
 * What lists of runs and experiments have to know: an event of a run, runs that are gone, experiments that changed; or that some
 * of the latter may have been missed, as these are told and not kept.
 */
export type Change = PlacedEvent | ListChange | { readonly missed: true };

/** What happens, as it happens. */
export interface Live {
  /**
   * The events of a run after `afterSeq`, first those stored, then new ones as they come: each once, in order, none left out.
   *
   * Ends when `signal` is aborted and never by itself.
   */
  subscribe(
    runId: string,
    afterSeq: number,
    signal: AbortSignal,
  ): AsyncGenerator<StoredEvent, void, undefined>;
  /**
   * The events of all runs in the order of their commits, after `after`, or from now on; each once, none left out.
   *
   * @throws {ConvlabError} E_STORE_CURSOR.
   */
  subscribeAll(after: string | undefined, signal: AbortSignal): AsyncGenerator<PlacedEvent, void, undefined>;
  /**
   * As {@link subscribeAll}, and besides what no event of a run can tell: removals, and changes of experiments.
   *
   * @throws {ConvlabError} E_STORE_CURSOR.
   */
  subscribeChanges(after: string | undefined, signal: AbortSignal): AsyncGenerator<Change, void, undefined>;
  /** The place of this moment among the events of all runs: take it before reading what is, and follow from there. */
  now(): Promise<string>;
  /** The stored events of a run after `afterSeq`, at most `limit`. */
  eventsAfter(runId: string, afterSeq: number, limit?: number): Promise<StoredEvent[]>;
}

/** A shared feed with how many follow it. */
interface Shared<Cursor> {
  readonly feed: Feed<Cursor>;
  readonly look: NodeJS.Timeout;
  followers: number;
}

interface CommitCursor {
  readonly xact: number;
  readonly runId: string;
  readonly seq: number;
}

/** The live events of a database, and the means to end them. */
export interface LiveHub extends Live {
  close(): Promise<void>;
}

/** Starts to listen. */
export async function createLive(database: Database): Promise<LiveHub> {
  const runFeeds = new Map<string, Shared<number>>();
  let allFeed: Shared<CommitCursor> | undefined;
  const closing = new AbortController();
  const stopListening = await database.listen(
    RUN_CHANNEL,
    (runId) => {
      runFeeds.get(runId)?.feed.wake();
      allFeed?.feed.wake();
    },
    () => {
      for (const { feed } of runFeeds.values()) feed.wake();
      allFeed?.feed.wake();
    },
  );
  /** For each who follows the lists, what it has not taken yet. */
  const untaken = new Set<Change[]>();
  const tell = (change: Change): void => {
    for (const waiting of untaken) waiting.push(change);
    allFeed?.feed.wake();
  };
  const stopListeningToLists = await database.listen(
    LIST_CHANNEL,
    (payload) => tell(JSON.parse(payload) as ListChange),
    () => tell({ missed: true }),
  );

  async function* subscribe(
    runId: string,
    afterSeq: number,
    signal: AbortSignal,
  ): AsyncGenerator<StoredEvent, void, undefined> {
    const shared = runFeeds.get(runId) ?? share(runSource(database, runId), LOOK_EVERY_MS);
    runFeeds.set(runId, shared);
    shared.followers += 1;
    try {
      for await (const news of follow(shared.feed, afterSeq, AbortSignal.any([signal, closing.signal])))
        for (const { event } of news) {
          if (signal.aborted) return;
          yield event;
        }
    } finally {
      if (leave(shared)) runFeeds.delete(runId);
    }
  }

  async function* subscribeAll(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<PlacedEvent, void, undefined> {
    for await (const news of followAll(after, signal))
      for (const event of news) {
        if (signal.aborted) return;
        yield event;
      }
  }

  async function* subscribeChanges(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<Change, void, undefined> {
    const waiting: Change[] = [];
    untaken.add(waiting);
    try {
      for await (const news of followAll(after, signal)) {
        for (const change of [...waiting.splice(0), ...news]) {
          if (signal.aborted) return;
          yield change;
        }
      }
    } finally {
      untaken.delete(waiting);
    }
  }

  async function* followAll(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<PlacedEvent[], void, undefined> {
    const start = after === undefined ? await nowCursor(database) : decodeCommitCursor(after);
    allFeed ??= share(allSource(database), LOOK_AT_ALL_EVERY_MS);
    const shared = allFeed;
    shared.followers += 1;
    try {
      for await (const news of follow(shared.feed, start, AbortSignal.any([signal, closing.signal])))
        yield news.map(({ event, cursor }) => ({ ...event, cursor: encodeCommitCursor(cursor) }));
    } finally {
      if (leave(shared)) allFeed = undefined;
    }
  }

  return {
    subscribe,
    subscribeAll,
    subscribeChanges,
    now: async () => encodeCommitCursor(await nowCursor(database)),
    eventsAfter: async (runId, afterSeq, limit = 500) => readRun(database, runId, afterSeq, limit),
    close: async () => {
      closing.abort();
      await Promise.all([stopListening(), stopListeningToLists()]);
      for (const { look } of runFeeds.values()) clearInterval(look);
      clearInterval(allFeed?.look);
    },
  };
}

function share<Cursor>(source: FeedSource<Cursor>, lookEveryMs: number): Shared<Cursor> {
  const feed = new Feed(source);
  // Whoever comes first reads.
  feed.wake();
  const look = setInterval(() => feed.wake(), lookEveryMs);
  look.unref();
  return { feed, look, followers: 0 };
}

/** One follower less; true when none is left. */
function leave<Cursor>(shared: Shared<Cursor>): boolean {
  shared.followers -= 1;
  if (shared.followers > 0) return false;
  clearInterval(shared.look);
  return true;
}

/* What is new at every sign of news, though it be nothing. */
async function* follow<Cursor>(
  feed: Feed<Cursor>,
  start: Cursor,
  signal: AbortSignal,
): AsyncGenerator<readonly Placed<Cursor>[], void, undefined> {
  let last = start;
  while (!signal.aborted) {
    // Taken before reading: news that come while reading wake at once.
    const { wakes } = feed;
    const found = await readPatiently(feed, last, signal);
    if (signal.aborted) return;
    last = found.at(-1)?.cursor ?? last;
    yield found;
    if (found.length === 0) await feed.changed(wakes, signal);
  }
}

/** Reads, and again for as long as the database is away: a follower keeps its place. */
async function readPatiently<Cursor>(
  feed: Feed<Cursor>,
  last: Cursor,
  signal: AbortSignal,
): Promise<readonly Placed<Cursor>[]> {
  while (!signal.aborted) {
    try {
      return await feed.after(last);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return [];
}

function runSource(database: Database, runId: string): FeedSource<number> {
  return {
    read: async (after, limit) => {
      const rows = await readRun(database, runId, after, limit);
      return rows.map((event) => ({ event, cursor: event.seq }));
    },
    compare: (a, b) => a - b,
  };
}

async function readRun(
  { db }: Database,
  runId: string,
  afterSeq: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await db
    .select({ seq: events.seq, attempt: events.attempt, time: events.time, body: events.body })
    .from(events)
    .where(and(eq(events.runId, runId), gt(events.seq, afterSeq)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map(({ body, ...row }) => ({ ...row, runId, event: body as StoredEvent['event'] }));
}

function allSource({ db }: Database): FeedSource<CommitCursor> {
  return {
    read: async ({ xact, runId, seq }, limit) => {
      const rows = await db
        .select()
        .from(events)
        .where(
          sql`(${events.xact}, ${events.runId}, ${events.seq}) > (${xact}, ${runId}, ${seq})
            AND ${events.xact} < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint`,
        )
        .orderBy(asc(events.xact), asc(events.runId), asc(events.seq))
        .limit(limit);
      return rows.map((row) => ({
        cursor: { xact: row.xact, runId: row.runId, seq: row.seq },
        event: {
          runId: row.runId,
          seq: row.seq,
          attempt: row.attempt,
          time: row.time,
          event: row.body as StoredEvent['event'],
        },
      }));
    },
    compare: (a, b) => {
      if (a.xact !== b.xact) return a.xact - b.xact;
      return a.runId === b.runId ? a.seq - b.seq : compareText(a.runId, b.runId);
    },
  };
}

/** The database compares ids by its collation; ids of digits and small letters come out the same in byte order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

async function nowCursor({ db }: Database): Promise<CommitCursor> {
  const [row] = await queryRows<{ xmin: string }>(
    db,
    sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
  );
  return { xact: Number(row?.xmin ?? 0), runId: '', seq: 0 };
}

function encodeCommitCursor({ xact, runId, seq }: CommitCursor): string {
  return `${xact}.${runId}.${seq}`;
}

function decodeCommitCursor(text: string): CommitCursor {
  const [, xact, runId, seq] = /^(\d{1,15})\.([0-9a-z]{0,32})\.(\d{1,9})$/.exec(text) ?? [];
  if (xact === undefined || runId === undefined || seq === undefined) throw badCursor(text);
  return { xact: Number(xact), runId, seq: Number(seq) };
}
