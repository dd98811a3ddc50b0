import { availableParallelism } from 'node:os';
import { chooseBackend, type BackendChoice } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { runThreads } from './run-threads.ts';

/** What computes in this process, and why. */
export interface SelectedBackend {
  readonly name: string;
  readonly reason: string;
  /** Threads that share the work of a kernel; the same experiment gives the same bits on the same number. */
  readonly threads: number;
}

/**
 * Selects the backend for training in this process: a GPU where a real one answers, else ConvLab's own.
 *
 * It runs on one thread unless more are asked for, by the argument or the environment (see `CONVLAB_THREADS`), so that the same experiment gives the
 * same bits everywhere and runs beside each other do not compete for cores.
 *
 * @throws {BackendError} E_BACKEND_WASM when the engine has no WebAssembly SIMD, E_BACKEND_THREADS for a number of threads
 * that is none
 */
export async function selectBackend(
  threads: number | 'auto' = runThreads(process.env),
): Promise<SelectedBackend> {
  const choice = await chooseBackend('auto', { threads });
  return { name: choice.name, reason: describe(choice), threads: choice.info?.threads ?? 1 };
}

function describe({ info, reason, rejected }: BackendChoice): string {
  if (info === undefined) return reason;
  const { gemm, simd, threads, notes } = info;
  const facts = [
    `matrix products by ${gemm}`,
    `${simd} kernels`,
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    ...notes,
    ...rejected.map((other) => `no ${other.name}: ${other.reason}`),
  ];
  return facts.join('; ').replace(/\.$/, '');
}

/** What would compute here, and how fast. */
export interface BackendFacts {
  readonly name: string;
  /** Why it was chosen, and what was not. */
  readonly reason: string;
  /** Who multiplies matrices; absent on a GPU. */
  readonly gemm?: string;
  /** Threads of one run. */
  readonly threads: number;
  readonly cores: number;
  /** Measured on a product of two 512 × 512 matrices, in 10⁹ floating-point operations per second. */
  readonly gflops: number;
}

const PROBE_SIZE = 512;
const PROBE_ROUNDS = 5;

/** Starts the backend as a training would, and measures it for a moment. */
export async function inspectBackend(): Promise<BackendFacts> {
  const choice = await chooseBackend('auto', { threads: runThreads(process.env) });
  const matrix = tf.randomUniform([PROBE_SIZE, PROBE_SIZE], -1, 1, 'float32', 1);
  let best = Infinity;
  try {
    for (let round = 0; round < PROBE_ROUNDS; round += 1) {
      const began = performance.now();
      const product = tf.matMul(matrix, matrix);
      await product.data();
      best = Math.min(best, performance.now() - began);
      product.dispose();
    }
  } finally {
    matrix.dispose();
  }
  const gflops = (2 * PROBE_SIZE ** 3) / (best / 1000) / 1e9;
  return {
    name: choice.name,
    reason: describe(choice),
    ...(choice.info === undefined ? {} : { gemm: choice.info.gemm }),
    threads: choice.info?.threads ?? 1,
    cores: availableParallelism(),
    gflops,
  };
}
