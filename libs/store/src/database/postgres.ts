import { ConvlabError } from '@convlab/core';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import * as schema from '../schema/schema.ts';
import type { Database, Db, StoreLogger } from './database.ts';
import { migrate } from './migrate.ts';
import { queueOptions, startQueue } from './queue.ts';

/** What every connection carries: a stopped process must not hold its locks for ever. */
const SESSION = {
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  application_name: 'convlab',
};

/**
 * A PostgreSQL server, 15 or later, shared by any number of processes.
 *
 * @throws {ConvlabError} E_STORE_CONNECT when the server cannot be reached, E_STORE_NEWER, E_STORE_SCHEMA.
 */
export async function openPostgres(url: string, { logger }: { logger: StoreLogger }): Promise<Database> {
  const location = withoutPassword(url);
  const pool = new pg.Pool({ connectionString: url, max: 8, ...SESSION });
  pool.on('error', (error) => logger.warn({ err: error }, 'An idle connection to the database broke'));
  // The pool listens to a connection only while nobody uses it; in use, a break would end the process. Whoever uses it hears of it anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const boss = new PgBoss({
    ...queueOptions,
    connectionString: url,
    application_name: 'convlab queue',
    max: 4,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
  try {
    await connectable(pool, location);
    const db = drizzle(pool, { schema }) as unknown as Db;
    await migrate(db);
    await startQueue(boss, logger);
    return {
      mode: 'postgres',
      location,
      db,
      boss,
      listen: (channel, onNotify, onGap) => listen({ url, channel, onNotify, onGap, logger }),
      rewrote: () => undefined,
      backup: () => Promise.reject(noBackup(location)),
      close: async () => {
        await boss.stop({ graceful: false });
        await pool.end();
      },
    };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await pool.end();
    throw error;
  }
}

async function connectable(pool: pg.Pool, location: string): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    throw new ConvlabError({
      code: 'E_STORE_CONNECT',
      message: `The database ${location} does not answer`,
      received: error instanceof Error ? error.message : String(error),
      expected: 'a PostgreSQL server that can be reached',
      hint: 'Check the address, the user and that the server runs.',
      cause: error,
    });
  }
}

/** An address fit for logs and error messages. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    parsed.search = '';
    return parsed.toString();
  } catch {
    throw new ConvlabError({
      code: 'E_STORE_URL',
      message: 'The database address is not a URL',
      expected: 'postgres://user:password@host:5432/database',
    });
  }
}

interface Listening {
  readonly url: string;
  readonly channel: string;
  readonly onNotify: (payload: string) => void;
  readonly onGap: () => void;
  readonly logger: StoreLogger;
}

/** Holds one connection that listens, and makes a new one whenever it breaks. */
async function listen({ url, channel, onNotify, onGap, logger }: Listening): Promise<() => Promise<void>> {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'convlab listener',
    });
    const broken = (error?: Error): void => {
      if (client !== next) return;
      client = undefined;
      if (closed) return;
      logger.warn({ err: error }, 'The connection that listens for changes broke');
      retryIn(200);
    };
    next.on('error', broken);
    next.on('end', () => broken());
    next.on('notification', (message) => onNotify(message.payload ?? ''));
    await next.connect();
    await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = next;
    // Closed while it was connecting.
    if (closed) await next.end();
    onGap();
  };
  const retryIn = (delay: number): void => {
    retry = setTimeout(() => {
      open().catch(() => {
        if (!closed) retryIn(Math.min(delay * 2, 2_000));
      });
    }, delay);
  };

  await open();
  return async () => {
    closed = true;
    clearTimeout(retry);
    await client?.end().catch(() => undefined);
  };
}

function noBackup(location: string): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_BACKUP',
    message: 'A PostgreSQL server is backed up with its own tools',
    received: location,
    expected: 'a data folder',
    hint: 'Use pg_dump.',
  });
}
