import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kill9, temporaryFolder } from '../../test-support/harness.ts';
import { directoryHolder, lockDirectory } from './directory-lock.ts';

let folder: { path: string; remove: () => void };
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

async function holder(path: string): Promise<{ process: ChildProcess; got: boolean }> {
  const child = fork(new URL('../../test-support/lock-holder.ts', import.meta.url), [path], {
    execArgv: ['--import', 'tsx'],
  });
  const [message] = (await once(child, 'message')) as [{ got: boolean }];
  return { process: child, got: message.got };
}

test('a folder that another process holds is refused with its number, host and address', async () => {
  const { process: other } = await holder(folder.path);
  await expect(lockDirectory(folder.path)).rejects.toMatchObject({ code: 'E_STORE_LOCKED' });
  const error = await lockDirectory(folder.path).catch((caught: unknown) => caught as Error);
  expect((error as Error).message).toContain(`process ${other.pid} on ${hostname()}`);
  expect((error as Error).message).toContain('serving http://127.0.0.1:4000');
  await kill9(other);
});

test('it is also refused while the holder is frozen, and free as soon as it is killed', async () => {
  const { process: other } = await holder(folder.path);
  other.kill('SIGSTOP');
  await sleep(200);
  await expect(lockDirectory(folder.path)).rejects.toMatchObject({ code: 'E_STORE_LOCKED' });
  await kill9(other);
  const lock = await lockDirectory(folder.path);
  expect(directoryHolder(folder.path)).toMatchObject({ pid: process.pid, host: hostname() });
  await lock.release();
  expect(directoryHolder(folder.path)).toBeUndefined();
});

test('of several processes that start at once exactly one gets it', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => holder(folder.path)));
  expect(all.filter(({ got }) => got)).toHaveLength(1);
  for (const { process: child } of all) await kill9(child);
});

test('a fresh note of another host counts, an old one does not', async () => {
  const note = join(folder.path, 'holder.json');
  writeFileSync(note, JSON.stringify({ pid: 1, host: 'elsewhere', since: '2026-01-01T00:00:00Z' }));
  await expect(lockDirectory(folder.path)).rejects.toMatchObject({ code: 'E_STORE_LOCKED' });
  const old = new Date(Date.now() - 60_000);
  utimesSync(note, old, old);
  await (await lockDirectory(folder.path)).release();
});
