import { statfsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConvlabError } from '@convlab/core';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { diskFull, mebibytes } from '../_internal/disk-full.ts';
import type { StoreLogger } from './database.ts';

/**
 * With less free space than this a folder takes no writes; trainings wait. The log grows in files of 16 MiB, and an engine that cannot make the
 * next one ends itself.
 */
export const LEAST_FREE_BYTES = 32 * 2 ** 20;
/* Started again it also has to write down what it recovers. */
const FREE_BYTES_TO_OPEN = 64 * 2 ** 20;

const LOOK_FOR_ROOM_MS = 500;

/* Engines that ended themselves: a further call would never return, and nothing else in this process would run again. */
const dead = new WeakSet<PGlite>();

/** The engine, which is never called again once it has ended itself. */
class WatchedEngine extends PGlite {
  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (dead.has(this)) throw away();
    try {
      return super.execProtocolRawSync(message);
    } catch (error) {
      // Errors of SQL are answers; what is thrown here is the program itself that broke.
      dead.add(this);
      throw away(error);
    }
  }

  override execProtocol(...args: Parameters<PGlite['execProtocol']>): ReturnType<PGlite['execProtocol']> {
    return this.#watch(super.execProtocol(...args));
  }

  override execProtocolStream(
    ...args: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    return this.#watch(super.execProtocolStream(...args));
  }

  async #watch<Result>(call: Promise<Result>): Promise<Result> {
    try {
      return await call;
    } catch (error) {
      if (!isLastWord(error)) throw error;
      dead.add(this);
      throw away(error);
    }
  }
}

/** Errors after which PostgreSQL ends: it could not write its log, or its checkpoint. */
function isLastWord(error: unknown): boolean {
  return (
    error instanceof Error &&
    'severity' in error &&
    (error.severity === 'PANIC' || error.severity === 'FATAL')
  );
}

interface Listener {
  readonly channel: string;
  readonly onNotify: (payload: string) => void;
  readonly onGap: () => void;
  stop: () => Promise<void>;
}

/**
 * The embedded engine on a folder, opened again whenever it ended itself.
 *
 * On a full disk PostgreSQL gives itself up rather than lose what it acknowledged. As a process it would be started again by its
 * parent; inside ours this class does so, as soon as there is room. Meanwhile every call is refused with E_STORE_AWAY. Writes in
 * transactions are refused with E_STORE_DISK_FULL before it comes to that, so that one can still read.
 */
export class Engine {
  readonly #folder: string;
  readonly #logger: StoreLogger;
  readonly #listeners = new Set<Listener>();
  #lite: PGlite;
  #closed = false;
  #reopening: Promise<void> | undefined;

  private constructor(folder: string, lite: PGlite, logger: StoreLogger) {
    this.#folder = folder;
    this.#lite = lite;
    this.#logger = logger;
  }

  /** @throws {ConvlabError} E_STORE_DISK_FULL when there is too little room to open it. */
  static async open(folder: string, options: PGliteOptions, logger: StoreLogger): Promise<Engine> {
    return new Engine(folder, await start(folder, options), logger);
  }

  query: PGlite['query'] = (...args) => this.#call((lite) => lite.query(...args));

  exec: PGlite['exec'] = (...args) => this.#call((lite) => lite.exec(...args));

  transaction: PGlite['transaction'] = (work) =>
    this.#call((lite) => {
      requireRoom(this.#folder, LEAST_FREE_BYTES);
      return lite.transaction(work);
    });

  /** Whether there is room for what the engine writes beside our data: its checkpoints fail deadly. */
  get hasRoom(): boolean {
    return freeBytes(this.#folder) >= LEAST_FREE_BYTES;
  }

  /** Hears of each NOTIFY on `channel`, and through `onGap` when some may have been missed. */
  async listen(
    channel: string,
    onNotify: (payload: string) => void,
    onGap: () => void = () => undefined,
  ): Promise<() => Promise<void>> {
    const stop = await this.#call((lite) => lite.listen(channel, onNotify));
    const listener: Listener = { channel, onNotify, onGap, stop };
    this.#listeners.add(listener);
    return async () => {
      this.#listeners.delete(listener);
      if (!dead.has(this.#lite)) await listener.stop();
    };
  }

  dumpDataDir(compression: 'gzip'): Promise<File | Blob> {
    return this.#call((lite) => lite.dumpDataDir(compression));
  }

  /** Ends the engine; one without room for a last checkpoint is left as it is, as if its process had been killed. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#reopening;
    if (dead.has(this.#lite) || !this.hasRoom) return;
    await this.#lite.exec('CHECKPOINT');
    await this.#lite.close();
  }

  async #call<Result>(use: (lite: PGlite) => Promise<Result>): Promise<Result> {
    const lite = this.#lite;
    if (dead.has(lite)) throw away();
    try {
      return await use(lite);
    } catch (error) {
      if (!dead.has(lite)) throw error;
      this.#reopen();
      throw away(error);
    }
  }

  #reopen(): void {
    this.#reopening ??= this.#openAgain().finally(() => {
      this.#reopening = undefined;
    });
  }

  async #openAgain(): Promise<void> {
    this.#logger.error({ freeBytes: freeBytes(this.#folder) }, 'The database stopped; it is opened again');
    while (!this.#closed) {
      await sleep(LOOK_FOR_ROOM_MS);
      if (freeBytes(this.#folder) < FREE_BYTES_TO_OPEN) continue;
      try {
        this.#lite = await start(this.#folder, {});
        await this.#listenAgain();
        this.#logger.info({}, 'The database is open again');
        return;
      } catch (error) {
        this.#logger.error({ err: error }, 'The database could not be opened; it is tried again');
      }
    }
  }

  async #listenAgain(): Promise<void> {
    for (const listener of this.#listeners) {
      listener.stop = await this.#lite.listen(listener.channel, listener.onNotify);
      listener.onGap();
    }
  }
}

async function start(folder: string, options: PGliteOptions): Promise<PGlite> {
  requireRoom(folder, FREE_BYTES_TO_OPEN);
  const lite = new WatchedEngine({ ...options, dataDir: folder });
  await lite.waitReady;
  return lite;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function requireRoom(folder: string, wanted: number): void {
  const free = freeBytes(folder);
  if (free < wanted) throw diskFull(`${mebibytes(free)} free in ${folder}`, `at least ${mebibytes(wanted)}`);
}

function away(cause?: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_AWAY',
    message: 'The database stopped, and is opened again as soon as its disk has room',
    ...(cause instanceof Error ? { received: cause.message } : {}),
    expected: `at least ${mebibytes(FREE_BYTES_TO_OPEN)} free`,
    hint: 'Make room on the disk of the data folder. Trainings wait meanwhile; nothing that was stored is lost.',
    cause,
  });
}
