import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConvlabError } from '@convlab/core';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { every } from '../_internal/every.ts';
import { lockDirectory, type DirectoryLock } from '../directory-lock/directory-lock.ts';
import * as schema from '../schema/schema.ts';
import type { Database, Db, StoreLogger } from './database.ts';
import { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { queueOptions, startQueue } from './queue.ts';

/** The PostgreSQL of the embedded engine; a folder belongs to one major version, so its name carries it. */
const ENGINE_FOLDER = 'postgres-18';

const MINUTE_MS = 60_000;
/** Dead rows are only ever removed by an explicit VACUUM: of everything now and then, */
const VACUUM_EVERY_MS = 60 * MINUTE_MS;
/** and of the checkpoints, each of which replaces the one before, whenever this much was written over. */
const VACUUM_AFTER_BYTES = 64 * 2 ** 20;
const LOOK_FOR_WASTE_MS = 10_000;

/** An embedded database, with the lock that says it is ours. */
export interface EmbeddedDatabase extends Database {
  readonly lock: DirectoryLock;
}

/** How to open a data folder. */
export interface EmbeddedOptions {
  readonly logger: StoreLogger;
  /** A packed data folder to start a new one from. */
  readonly template?: Blob;
}

/**
 * PostgreSQL inside this process, on a folder.
 *
 * Safe against a killed process, not against a power failure: the engine never syncs to the disk.
 *
 * @throws {ConvlabError} E_STORE_LOCKED, E_STORE_VERSION, E_STORE_NEWER, E_STORE_OPEN, E_STORE_DISK_FULL.
 */
export async function openEmbedded(directory: string, options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  makeFolder(directory);
  const lock = await lockDirectory(directory);
  try {
    return await openLocked(directory, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  directory: string,
  lock: DirectoryLock,
  { logger, template }: EmbeddedOptions,
): Promise<EmbeddedDatabase> {
  const folder = join(directory, ENGINE_FOLDER);
  refuseOtherMajor(directory, folder);
  const fresh = !existsSync(join(folder, 'PG_VERSION'));
  mkdirSync(folder, { recursive: true });
  const engine = await Engine.open(
    folder,
    fresh && template !== undefined ? { loadDataDir: template } : {},
    logger,
  );
  try {
    // What Drizzle uses of its client are the queries and transactions that the engine has.
    const db = drizzle(engine as unknown as PGlite, { schema }) as unknown as Db;
    await migrate(db);
    const boss = new PgBoss({
      ...queueOptions,
      db: fromPglite(engine),
      backend: 'pglite',
      // Nobody else can lose a job here, so the queue need not look often.
      superviseIntervalSeconds: 60,
      monitorIntervalSeconds: 60,
      reindex: false,
      monitorVacuum: false,
    });
    await startQueue(boss, logger);
    return assemble(directory, lock, engine, db, boss, logger);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function assemble(
  directory: string,
  lock: DirectoryLock,
  engine: Engine,
  db: Db,
  boss: PgBoss,
  logger: StoreLogger,
): EmbeddedDatabase {
  let vacuumed = Date.now();
  let rewritten = 0;
  const stopLoops = [
    // The engine has no checkpointer: without this the log grows for ever and reopening takes seconds.
    every(
      MINUTE_MS,
      async () => {
        if (engine.hasRoom) await engine.exec('CHECKPOINT');
      },
      logger,
    ),
    every(
      LOOK_FOR_WASTE_MS,
      async () => {
        const overdue = Date.now() - vacuumed > VACUUM_EVERY_MS;
        if ((!overdue && rewritten < VACUUM_AFTER_BYTES) || !engine.hasRoom) return;
        rewritten = 0;
        if (overdue) vacuumed = Date.now();
        await engine.exec(overdue ? 'VACUUM (ANALYZE)' : 'VACUUM convlab.artifact_chunks');
      },
      logger,
    ),
  ];
  return {
    mode: 'embedded',
    location: directory,
    db,
    boss,
    lock,
    listen: (channel, onNotify, onGap) => engine.listen(channel, onNotify, onGap),
    rewrote: (byteLength) => {
      rewritten += byteLength;
    },
    backup: () => engine.dumpDataDir('gzip'),
    close: async () => {
      for (const stop of stopLoops) stop();
      await boss.stop({ graceful: false });
      await engine.close();
      await lock.release();
    },
  };
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new ConvlabError({
      code: 'E_STORE_OPEN',
      message: `The data folder ${directory} cannot be made`,
      received: (error as NodeJS.ErrnoException).code,
      expected: 'a folder that can be written',
      hint: 'Choose another folder.',
      cause: error,
    });
  }
}

function refuseOtherMajor(directory: string, folder: string): void {
  if (existsSync(folder)) return;
  const other = readdirSync(directory).find((name) => name.startsWith('postgres-'));
  if (other === undefined) return;
  throw new ConvlabError({
    code: 'E_STORE_VERSION',
    message: `The data folder ${directory} was written by another version of the embedded database`,
    received: other,
    expected: ENGINE_FOLDER,
    hint: 'Open it with the version of ConvLab that wrote it and export its runs.',
  });
}
