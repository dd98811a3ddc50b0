import { expect, it } from 'vitest';
import { runThreads } from './run-threads.ts';
import { selectBackend } from './select-backend.ts';

it.each([
  [{}, 1],
  [{ CONVLAB_THREADS: '2' }, 2],
  [{ CONVLAB_THREADS: 'auto' }, 'auto'],
  [{ CONVLAB_THREADS: 'auto', CONVLAB_SLOTS: '1' }, 'auto'],
  [{ CONVLAB_THREADS: 'auto', CONVLAB_SLOTS: '2' }, 1],
  [{ CONVLAB_THREADS: 'many' }, NaN],
])('the environment %j asks for %s threads', (environment, threads) => {
  expect(runThreads(environment)).toBe(threads);
});

it('says what computes, and on how many threads', async () => {
  expect(await selectBackend()).toMatchObject({
    name: 'convlab',
    threads: 1,
    reason: expect.stringMatching(/; 1 thread; no webgpu: /),
  });
  expect(await selectBackend(2)).toMatchObject({
    threads: 2,
    reason: expect.stringMatching(/; 2 threads; no webgpu: /),
  });
  await expect(selectBackend(NaN)).rejects.toThrow(/E_BACKEND_THREADS/);
});
