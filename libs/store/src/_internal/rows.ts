import type { SQL } from 'drizzle-orm';
import type { Queryable } from '../database/database.ts';

/** The rows of a raw statement; both drivers put them under the same key, but their common type does not know it. */
export async function queryRows<Row>(on: Queryable, statement: SQL): Promise<Row[]> {
  const result = await on.execute(statement);
  return (result as { rows: Row[] }).rows;
}
