import { openBlas, type Koffi } from '../blas-library.ts';
import {
  awaitChange,
  FAILED,
  HEAD,
  HEADER_BYTES,
  MASK,
  publish,
  READER_SLEEPS,
  SLOTS,
  TAIL,
  WRITER_SLEEPS,
} from './ring.ts';

// What runs in a worker thread. `npm run build:wasm` bundles this file into thread-source.ts, so that no bundler, loader or
// server has to find a second file. It must not import TensorFlow.js.

/** What a thread is started with. */
export interface ThreadStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** The ring it reads its calls from. */
  ring: SharedArrayBuffer;
  /** Names of the kernels, by number; the number after the last one is a BLAS product. */
  names: readonly string[];
  blas: { koffi: string; path: string } | undefined;
}

/** What a thread answers once: that it is ready, or why not. */
export interface ThreadAnswer {
  error: string | undefined;
}

type Call = (...args: number[]) => void;
type Load = (id: string) => unknown;

/** The functions behind the numbers. */
async function connect(
  { module, memory, names, blas }: ThreadStart,
  load: Load | undefined,
): Promise<Call[]> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const calls = names.map((name) => exports[name] as Call);
  if (blas === undefined || load === undefined) return calls;
  const { sgemm } = openBlas(load(blas.koffi) as Koffi, memory, blas.path);
  calls.push((transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc) => {
    sgemm(transposeA === 1, transposeB === 1, m, n, k, a, lda, b, ldb, beta, c, ldc);
  });
  return calls;
}

/** Runs calls for ever. */
function serve(ring: SharedArrayBuffer, calls: readonly Call[]): never {
  const header = new Int32Array(ring, 0, HEADER_BYTES / 4);
  const slots = new Float64Array(ring, HEADER_BYTES, SLOTS);
  const args: number[] = [];
  let tail = Atomics.load(header, TAIL);
  for (;;) {
    const head = awaitChange(header, HEAD, tail, READER_SLEEPS);
    while (tail !== head) {
      const call = calls[slots[tail & MASK] ?? -1];
      args.length = slots[(tail + 1) & MASK] ?? 0;
      for (let i = 0; i < args.length; i++) args[i] = slots[(tail + 2 + i) & MASK] ?? NaN;
      try {
        call?.(...args);
      } catch {
        Atomics.store(header, FAILED, 1);
      }
      tail = (tail + 2 + args.length) | 0;
      publish(header, TAIL, tail, WRITER_SLEEPS);
    }
  }
}

async function start(data: ThreadStart, answer: (message: ThreadAnswer) => void, load?: Load): Promise<void> {
  let calls;
  try {
    calls = await connect(data, load);
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) });
    return;
  }
  answer({ error: undefined });
  serve(data.ring, calls);
}

/** What Node gives a worker that was started from text. */
interface NodeScope {
  require?: (id: string) => unknown;
  onmessage?: (event: { data: ThreadStart }) => void;
  postMessage: (message: ThreadAnswer) => void;
}
interface NodePort {
  workerData: ThreadStart;
  parentPort: { postMessage(message: ThreadAnswer): void };
}

const scope = globalThis as unknown as NodeScope;
if (scope.require) {
  const { workerData, parentPort } = scope.require('node:worker_threads') as NodePort;
  void start(workerData, (message) => parentPort.postMessage(message), scope.require);
} else {
  scope.onmessage = ({ data }) => void start(data, (message) => scope.postMessage(message));
}
