import type { StoredEvent } from '../model/model.ts';

/** Events read at once. */
const PAGE = 500;
/** Events kept for those who are a little behind. */
const KEPT = 2_000;

/** An event with the place where it stands. */
export interface Placed<Cursor> {
  readonly cursor: Cursor;
  readonly event: StoredEvent;
}

/** Where a feed's events come from. */
export interface FeedSource<Cursor> {
  /** Events after `cursor` in order, at most `limit`. */
  read(cursor: Cursor, limit: number): Promise<Placed<Cursor>[]>;
  /** Negative when `a` stands before `b`. */
  compare(a: Cursor, b: Cursor): number;
}

/**
 * The tail of a stream of stored events, shared by all who follow it.
 *
 * News are read once and handed to everybody; who is far behind reads for itself. Each follower goes by its own cursor, so
 * that it sees every event once, whatever was read when.
 */
export class Feed<Cursor> {
  readonly #source: FeedSource<Cursor>;
  #kept: Placed<Cursor>[] = [];
  /** Everything after this is in `#kept`, up to `#tail`. */
  #from: Cursor | undefined;
  #tail: Cursor | undefined;
  #wakes = 0;
  #readWakes = 0;
  #reading: Promise<void> | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(source: FeedSource<Cursor>) {
    this.#source = source;
  }

  /** Counts up with every sign of news; take it before reading, and give it to {@link changed}. */
  get wakes(): number {
    return this.#wakes;
  }

  /** There may be news. */
  wake(): void {
    this.#wakes += 1;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Resolves at the first sign of news after `wakes` was taken, or on abort. */
  async changed(wakes: number, signal: AbortSignal): Promise<void> {
    if (this.#wakes !== wakes || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      signal.addEventListener('abort', done, { once: true });
      this.#waiting.add(done);
    });
  }

  /** Events after `cursor`, at least one if there is any. */
  async after(cursor: Cursor): Promise<readonly Placed<Cursor>[]> {
    this.#from ??= cursor;
    this.#tail ??= cursor;
    if (this.#source.compare(cursor, this.#from) < 0) return this.#source.read(cursor, PAGE);
    const known = this.#keptAfter(cursor);
    if (known.length > 0 || this.#readWakes === this.#wakes) return known;
    await this.#refresh();
    return this.#source.compare(cursor, this.#from) < 0
      ? this.#source.read(cursor, PAGE)
      : this.#keptAfter(cursor);
  }

  #keptAfter(cursor: Cursor): readonly Placed<Cursor>[] {
    const last = this.#kept.at(-1);
    if (last === undefined || this.#source.compare(last.cursor, cursor) <= 0) return [];
    const start = this.#kept.findIndex((item) => this.#source.compare(item.cursor, cursor) > 0);
    return this.#kept.slice(start, start + PAGE);
  }

  #refresh(): Promise<void> {
    this.#reading ??= this.#readNews().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readNews(): Promise<void> {
    const wakes = this.#wakes;
    const tail = this.#tail;
    if (tail === undefined) return;
    const news = await this.#source.read(tail, PAGE);
    this.#kept.push(...news);
    this.#tail = news.at(-1)?.cursor ?? tail;
    // A full page is no proof that this was all.
    if (news.length < PAGE) this.#readWakes = wakes;
    if (this.#kept.length > KEPT) {
      const dropped = this.#kept.splice(0, this.#kept.length - KEPT);
      this.#from = dropped.at(-1)?.cursor;
    }
  }
}
