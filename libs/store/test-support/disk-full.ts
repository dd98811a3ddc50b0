/**
 * Fills the disk of the database again and again while runs are trained, and then looks whether every run was finished exactly
 * once, with every epoch, and with the values of the undisturbed training.
 *
 * `disk-full.ts [fills] [fullMs]`, on the disk that CONVLAB_TEST_DISK names: in a folder, or on the PostgreSQL server that CONVLAB_TEST_POSTGRES_URL
 * names, whose files lie there too.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/store/store.ts';
import type { CountingSpec } from './counting.ts';
import { experimentOf, locationOf, newPlace, runsLeft, startServer, testServer } from './harness.ts';
import { PostgresServer } from './postgres-server.ts';
import { verifyRuns } from './verify-runs.ts';

const fills = Number(process.argv[2] ?? 5);
const fullMs = Number(process.argv[3] ?? 8_000);
const disk = process.env['CONVLAB_TEST_DISK'];
if (disk === undefined) throw new Error('CONVLAB_TEST_DISK is not set.');

const specs: CountingSpec[] = Array.from({ length: 6 }, (_, index) => ({
  seed: index + 1,
  epochs: 60,
  steps: 5,
  stepMs: 60,
  checkpointBytes: 200_000,
}));

/** Leaves no byte free. */
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const chunk = Buffer.alloc(1 << 20, 1);
  const file = join(folder, 'ballast');
  writeFileSync(file, '');
  try {
    for (let left = bavail * bsize; left > 0; left -= chunk.length) writeFileSync(file, chunk, { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

const postgres = testServer === undefined ? undefined : new PostgresServer(testServer);
await postgres?.remember();
const place =
  postgres === undefined
    ? { where: await mkdtemp(join(disk, 'store-')), remove: () => Promise.resolve() }
    : await newPlace();
const first = await openStore(locationOf(place.where));
const { runIds } = await first.experiments.create(experimentOf(...specs));
await first.close();
const server = await startServer(place.where, 2);
try {
  for (let turn = 1; turn <= fills; turn += 1) {
    await sleep(4_000);
    fill(disk);
    await sleep(fullMs);
    if (server.exitCode !== null) throw new Error(`The server ended with exit code ${server.exitCode}`);
    rmSync(join(disk, 'ballast'));
    await postgres?.revive();
    console.log(`full for ${fullMs / 1000} s, ${turn} of ${fills}`);
  }
  for (let left = specs.length; left > 0; left = await runsLeft(server)) {
    console.log(`${left} runs to go`);
    await sleep(2_000);
  }
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  const store = await openStore(locationOf(place.where));
  await verifyRuns(store, runIds, specs);
  await store.close();
} finally {
  server.kill('SIGKILL');
  await place.remove();
  postgres?.stop();
}
