import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { PgBoss } from 'pg-boss';
import type * as schema from '../schema/schema.ts';

/** The typed query builder, the same on both engines. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** A transaction of {@link Db}; inside one nothing else may be used, as the embedded engine has one connection. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** What reads and writes, in or out of a transaction. */
export type Queryable = Db | Tx;

/** Where a store keeps its data. */
export type StoreMode = 'embedded' | 'postgres';

/** An open database with its queue: the one place where the engines differ. */
export interface Database {
  readonly mode: StoreMode;
  /** The folder or the address, without a password. */
  readonly location: string;
  readonly db: Db;
  readonly boss: PgBoss;
  /**
   * Calls `onNotify` with the payload of each NOTIFY on `channel`; `onGap` when some may have been missed.
   *
   * @returns stops listening
   */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onGap: () => void,
  ): Promise<() => Promise<void>>;
  /** So many bytes were written over: where the engine does not clean up behind itself, it is done for it now and then. */
  rewrote(byteLength: number): void;
  /** Everything as one packed file. @throws {ConvlabError} E_STORE_BACKUP where the engine has better means. */
  backup(): Promise<Blob>;
  close(): Promise<void>;
}

/** Takes reports: any logger of the Pino family does. */
export interface StoreLogger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

const ignore = (): void => undefined;

/** A logger that says nothing. */
export const silentLogger: StoreLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
