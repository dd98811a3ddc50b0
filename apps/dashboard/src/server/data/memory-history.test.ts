import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform, totalmem } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { MemoryHistory } from './memory-history.ts';

const MiB = 2 ** 20;

afterEach(() => {
  vi.useRealTimers();
});

const idle = { active: () => [] };

it('begins with the present, and remembers an hour and no more', async () => {
  vi.useFakeTimers();
  const history = new MemoryHistory(idle);
  await vi.advanceTimersByTimeAsync(0);
  expect(history.samples()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  const times = history.samples().map(({ at }) => at);
  expect(times).toHaveLength(360);
  expect(times.at(-1)).toBe(Date.now());
  expect((times.at(-1) ?? NaN) - (times[0] ?? NaN)).toBe(3_590_000);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  history.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(history.samples().at(-1)?.at).toBe(times.at(-1));
});

it.runIf(platform() === 'linux')('counts the processes that train, all together', async () => {
  const hold = `const held = Buffer.alloc(64 * ${MiB}, 1); process.stdout.write('held'); setTimeout(() => held, 1e6);`;
  const children = [1, 2].map(() =>
    spawn(process.execPath, ['-e', hold], { stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const trainings = children.map(({ pid }) => ({ runId: 'one', pid }));
  // The last one is still being started.
  const history = new MemoryHistory({ active: () => [...trainings, { runId: 'two', pid: undefined }] });
  await expect.poll(() => history.samples().length).toBe(1);
  history.stop();
  for (const child of children) child.kill('SIGKILL');
  const [sample] = history.samples();
  expect(sample?.trainings).toBe(2);
  expect(sample?.trainingBytes).toBeGreaterThan(2 * 64 * MiB);
  expect(sample?.trainingBytes).toBeLessThan(800 * MiB);
  expect(sample?.serverBytes).toBeGreaterThan(process.memoryUsage().heapUsed / 2);
  expect(sample?.freeBytes).toBeLessThan(totalmem());
});
