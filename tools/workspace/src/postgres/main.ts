/**
 * Runs a command beside a temporary PostgreSQL server, whose address it finds in CONVLAB_TEST_POSTGRES_URL.
 *
 * Without PostgreSQL it says what to install and succeeds, but fails where CI is set.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findPostgresPrograms, startTemporaryPostgres } from './temporary-postgres.ts';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('Usage: main.ts COMMAND [ARGUMENT …]');

const programs = findPostgresPrograms();
if (programs === undefined) {
  console.error('SKIPPED: PostgreSQL is not installed (Debian: apt-get install postgresql).');
  process.exitCode = process.env['CI'] === undefined ? 0 : 1;
} else {
  const postgres = await startTemporaryPostgres(programs);
  try {
    const env = { ...process.env, CONVLAB_TEST_POSTGRES_URL: postgres.url };
    const [status] = (await once(spawn(program, args, { env, stdio: 'inherit' }), 'exit')) as [number | null];
    process.exitCode = status ?? 1;
  } finally {
    await postgres.stop();
  }
}
