import type { CompiledModule } from '../wasm-kernels.ts';
import { CallWriter } from './call-writer.ts';
import type { ThreadAnswer, ThreadStart } from './thread.ts';
import { threadSource } from './thread-source.ts';

/** What threads need to know of this one. */
export interface ThreadEnvironment {
  module: CompiledModule['module'];
  memory: WebAssembly.Memory;
  names: readonly string[];
  /** Path of the BLAS library they shall load. */
  blasPath: string | undefined;
}

const START_MS = 20_000;

/** A started worker: how to reach it, and how to end it. */
export interface Thread {
  writer: CallWriter;
  stop(): void;
}

/** The two kinds of workers, as far as they are used here. */
interface Started {
  answer: Promise<ThreadAnswer>;
  stop(): void;
}

/**
 * Why threads cannot run here, as one sentence; undefined where they can.
 *
 * Browsers share memory with workers only in pages that are cross-origin isolated, and forbid a page's main thread to wait.
 */
export function threadObstacle(memory: { readonly isShared: boolean }): string | undefined {
  if (!memory.isShared) {
    return 'One thread runs: memory cannot be shared, as the page is not cross-origin isolated (headers COOP and COEP).';
  }
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0);
    return undefined;
  } catch {
    return "One thread runs: a page's main thread must not wait for others. Train in a Worker.";
  }
}

/**
 * Starts one thread. It never keeps a process alive and ends with it.
 *
 * @throws {Error} when it does not start
 */
export async function startThread(environment: ThreadEnvironment): Promise<Thread> {
  const { module, memory, names, blasPath } = environment;
  const writer = new CallWriter();
  const koffi = blasPath === undefined ? undefined : await pathOfKoffi();
  const blas = blasPath === undefined || koffi === undefined ? undefined : { koffi, path: blasPath };
  const start: ThreadStart = { module, memory, ring: writer.buffer, names, blas };
  const { answer, stop } = isNode() ? await startInNode(start) : startInBrowser(start);
  let timer;
  const late = new Promise<ThreadAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ error: `no answer within ${START_MS / 1000} s` }), START_MS);
  });
  const { error } = await Promise.race([answer, late]);
  clearTimeout(timer);
  if (error === undefined) return { writer, stop };
  stop();
  throw new Error(error);
}

function isNode(): boolean {
  return typeof process !== 'undefined' && process.versions?.node !== undefined;
}

/** Workers started from text resolve packages from the working directory, so they are told where it is. */
async function pathOfKoffi(): Promise<string> {
  const { createRequire } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:module');
  return createRequire(import.meta.url).resolve('koffi');
}

async function startInNode(start: ThreadStart): Promise<Started> {
  const { Worker } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:worker_threads');
  // Flags of the parent, such as loaders, are not for it.
  const worker = new Worker(threadSource, { eval: true, workerData: start, execArgv: [] });
  const answer = new Promise<ThreadAnswer>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ error: error.message }));
    worker.once('exit', () => resolve({ error: 'the worker ended' }));
  });
  // Only the answer is waited for; afterwards the thread is not to keep the process alive.
  void answer.then(() => worker.unref());
  return { answer, stop: () => void worker.terminate() };
}

function startInBrowser(start: ThreadStart): Started {
  const url = URL.createObjectURL(new Blob([threadSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const answer = new Promise<ThreadAnswer>((resolve) => {
    worker.onmessage = (event: MessageEvent<ThreadAnswer>) => resolve(event.data);
    worker.onerror = (event) => resolve({ error: event.message || 'the worker did not load' });
  });
  void answer.then(() => URL.revokeObjectURL(url));
  worker.postMessage(start);
  return { answer, stop: () => worker.terminate() };
}
