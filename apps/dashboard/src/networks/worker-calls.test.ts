import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveCalls, WorkerCalls } from './worker-calls.ts';

/* Page and worker in one process: messages go through a real channel, copied and in order. */
const scope = globalThis as unknown as {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage: unknown;
};
let ports: { readonly port1: MessagePort; readonly port2: MessagePort };

beforeEach(() => {
  ports = new MessageChannel();
  scope.postMessage = (message: unknown) => ports.port2.postMessage(message);
  ports.port2.on('message', (data: unknown) => scope.onmessage?.({ data }));
});
afterEach(() => {
  ports.port1.close();
  delete (scope as { postMessage?: unknown }).postMessage;
});

function pageSide(): Worker {
  const worker = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage: (message: unknown) => ports.port1.postMessage(message),
  };
  ports.port1.on('message', (data: unknown) => worker.onmessage?.({ data }));
  return worker as unknown as Worker;
}

it('answers calls with progress, and tells failures in words', async () => {
  serveCalls<number, number, number>(async (request, { report }) => {
    if (request < 0) throw new Error('too small');
    await report(0.5);
    return request * 2;
  });
  const calls = new WorkerCalls<number, number, number>(pageSide);
  const heard: number[] = [];
  expect(await calls.call(4, { onProgress: (share) => heard.push(share) })).toBe(8);
  expect(heard).toEqual([0.5]);
  await expect(calls.call(-1)).rejects.toThrow('too small');
});

it('stops at the next report when nobody waits, and answers who comes after', async () => {
  let steps = 0;
  serveCalls<number, number, number>(async (request, { report }) => {
    for (let step = 0; step < request; step++) {
      steps++;
      await report(step);
    }
    return request;
  });
  const calls = new WorkerCalls<number, number, number>(pageSide);
  const leaving = new AbortController();
  const long = calls.call(100_000, { signal: leaving.signal, onProgress: () => leaving.abort() });
  await expect(long).rejects.toThrow('Nobody waits');
  expect(await calls.call(1)).toBe(1);
  expect(steps).toBeLessThan(1000);
});
