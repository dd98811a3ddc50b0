import { sql } from 'drizzle-orm';
import { changeStatus } from '../_internal/status.ts';
import { createArtifacts, type Artifacts } from '../artifacts/artifacts.ts';
import { silentLogger, type Database, type StoreLogger, type StoreMode } from '../database/database.ts';
import { openEmbedded } from '../database/embedded.ts';
import { openPostgres } from '../database/postgres.ts';
import { createDataSets, type DataSets } from '../data-sets/data-sets.ts';
import { createExperiments, type Experiments } from '../experiments/experiments.ts';
import { createLive, type Live } from '../live/live.ts';
import { createPredictions, type Predictions } from '../predictions/predictions.ts';
import { createRuns, type Runs } from '../runs/runs.ts';
import { createScalars, type Scalars } from '../scalars/scalars.ts';
import { watchRuns } from '../watch/watch.ts';
import { createWorkers, type Workers } from '../workers/workers.ts';

/** Where the data lies: in a folder of this machine, or on a PostgreSQL server. */
export type StoreLocation = { readonly dataDir: string } | { readonly databaseUrl: string };

/** How to open a store. */
export interface StoreOptions {
  readonly logger?: StoreLogger;
  /** What a new data folder starts from: the `backup` of another. */
  readonly template?: Blob;
}

/** Experiments, runs and everything they report, with the queue that has them trained. */
export interface Store {
  readonly mode: StoreMode;
  /** The folder, or the address without a password. */
  readonly location: string;
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly artifacts: Artifacts;
  readonly dataSets: DataSets;
  readonly scalars: Scalars;
  readonly predictions: Predictions;
  readonly live: Live;
  readonly workers: Workers;
  /** Tells those who find the folder taken where this process serves. */
  announce(url: string): void;
  /**
   * The whole data folder as a gzipped tar file: a backup, or a template for new folders.
   *
   * @throws {ConvlabError} E_STORE_BACKUP on a PostgreSQL server, which has its own tools.
   */
  backup(): Promise<Blob>;
  /** Ends subscriptions, the queue and the database. Stop workers before. */
  close(): Promise<void>;
}

const databases = new WeakMap<Store, Database>();

/** The database under a store, for the worker loop. */
export function databaseOf(store: Store): Database {
  const database = databases.get(store);
  if (database === undefined)
    throw new TypeError('Not a store that openStore made, or another copy of this package.');
  return database;
}

/**
 * Opens a store, brings its schema up to date and starts its queue.
 *
 * A folder belongs to one process at a time; a PostgreSQL server is shared by any number.
 *
 * @throws {ConvlabError} E_STORE_LOCKED (it says who holds the folder), E_STORE_VERSION, E_STORE_NEWER, E_STORE_SCHEMA, E_STORE_OPEN,
 *   E_STORE_CONNECT, E_STORE_URL.
 */
export async function openStore(location: StoreLocation, options: StoreOptions = {}): Promise<Store> {
  const logger = options.logger ?? silentLogger;
  if ('databaseUrl' in location) {
    return assemble(await openPostgres(location.databaseUrl, { logger }), logger, () => undefined);
  }
  const database = await openEmbedded(location.dataDir, { ...options, logger });
  try {
    // This process alone has the folder: whatever trained before does so no more.
    await changeStatus(database.db, sql`status = 'running'`, 'lost');
    return await assemble(database, logger, (url) => database.lock.announce(url));
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(
  database: Database,
  logger: StoreLogger,
  announce: (url: string) => void,
): Promise<Store> {
  const live = await createLive(database);
  const stopWatching = watchRuns(database, logger);
  const store: Store = {
    mode: database.mode,
    location: database.location,
    experiments: createExperiments(database),
    runs: createRuns(database),
    artifacts: createArtifacts(database),
    dataSets: createDataSets(database),
    scalars: createScalars(database),
    predictions: createPredictions(database),
    live,
    workers: createWorkers(database),
    announce,
    backup: () => database.backup(),
    close: async () => {
      stopWatching();
      await live.close();
      await database.close();
    },
  };
  databases.set(store, database);
  return store;
}
