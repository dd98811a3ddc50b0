import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { findPostgresPrograms, startTemporaryPostgres } from './temporary-postgres.ts';

const programs = findPostgresPrograms();

it.skipIf(programs === undefined)('serves an empty database and leaves nothing behind', async () => {
  const postgres = await startTemporaryPostgres(programs ?? '');
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('data_directory') as folder,
      (select count(*)::int from pg_tables where schemaname = 'public') as tables`,
  );
  await client.end();
  await postgres.stop();

  expect(rows[0].tables).toBe(0);
  expect(existsSync(rows[0].folder)).toBe(false);
  await expect(new Client({ connectionString: postgres.url }).connect()).rejects.toThrow('ECONNREFUSED');
});
