import { ConvlabError } from '@convlab/core';
import { sql } from 'drizzle-orm';
import { migrations, type Migration } from '../migrations/migrations.ts';
import { queryRows } from '../_internal/rows.ts';
import type { Db } from './database.ts';

interface AppliedStep {
  readonly name: string;
  readonly hash: string;
}

/** Two processes that migrate at once would collide; the lock makes one of them wait. */
const MIGRATION_LOCK = 7_266_185_203;

/**
 * Brings the schema up to date, in one transaction under an advisory lock.
 *
 * @returns how many migrations were applied
 * @throws {ConvlabError} E_STORE_NEWER when the data was written by a newer version of ConvLab, E_STORE_SCHEMA when an applied migration is
 *   not the one that this version knows.
 */
export async function migrate(db: Db, steps: readonly Migration[] = migrations): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    // By name: where an unnamed one would go depends on the user and on what exists.
    await tx.execute(sql`CREATE SCHEMA IF NOT EXISTS convlab`);
    await tx.execute(sql`CREATE TABLE IF NOT EXISTS convlab.migrations (
      ordinal integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
    )`);
    const applied = await queryRows<AppliedStep>(
      tx,
      sql`SELECT name, hash FROM convlab.migrations ORDER BY ordinal`,
    );
    checkHistory(applied, steps);
    for (const [index, step] of steps.entries()) {
      if (index < applied.length) continue;
      for (const statement of step.statements) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`INSERT INTO convlab.migrations (ordinal, name, hash) VALUES (${index}, ${step.name}, ${step.hash})`,
      );
    }
    return steps.length - applied.length;
  });
}

function checkHistory(applied: readonly AppliedStep[], steps: readonly Migration[]): void {
  if (applied.length > steps.length) {
    throw new ConvlabError({
      code: 'E_STORE_NEWER',
      message: 'The data was written by a newer version of ConvLab',
      received: `schema ${applied.length}, last step ${applied.at(-1)?.name ?? ''}`,
      expected: `schema ${steps.length} or older`,
      hint: 'Update ConvLab, or choose another data folder.',
    });
  }
  applied.forEach((row, index) => {
    if (row.hash === steps[index]?.hash) return;
    throw new ConvlabError({
      code: 'E_STORE_SCHEMA',
      message: `Step ${index} of the database schema differs from the one this version of ConvLab knows`,
      received: row.name,
      expected: steps[index]?.name ?? 'nothing',
      hint: 'Open the data with the version that wrote it and export its runs.',
    });
  });
}
