import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from '../database/database.ts';
import { diskFull } from './disk-full.ts';

/** Serialization failure and deadlock: the server undid the transaction and asks to try again. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/** The disk is full. */
const NO_ROOM = '53100';

/**
 * Runs `work` in a transaction, again when another one was in its way.
 *
 * @throws {ConvlabError} E_STORE_DISK_FULL, E_STORE_AWAY
 */
export async function transact<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (sqlState(error) === NO_ROOM) throw diskFull('no room to write', 'free space', error);
      if (attempt === ATTEMPTS || !TRY_AGAIN.has(sqlState(error) ?? '')) throw error;
      await sleep(10 * attempt);
    }
  }
}

/** PostgreSQL's code of an error, also when a query builder wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
  }
  return undefined;
}

/** Ways a connection breaks below SQL, and what the embedded engine says when it has no room. */
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'E_STORE_AWAY',
  'E_STORE_DISK_FULL',
]);

/**
 * Whether the database may take the same write later: it is gone, starting, full or overloaded.
 *
 * Classes 08 (connection), 53 (resources, disk full), 57P (operator intervention), 58 (system), 40 (rolled back).
 */
export function isPassing(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined) return BROKEN.has(code) || /^(08|40|53|57P|58|55P03|25P03)/.test(code);
  const text = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
  return /terminated|timeout|not queryable|ended|closed the connection/i.test(text);
}
