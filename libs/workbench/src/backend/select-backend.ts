import { availableParallelism } from 'node:os';
import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';

/** What computes in this process, and why. */
export interface SelectedBackend {
  readonly name: string;
  readonly reason: string;
}

/**
 * Selects the backend for training in this process: ConvLab's own, on one thread, so that runs beside each other do not
 * compete for cores and the same seed gives the same bits.
 *
 * @throws {BackendError} E_BACKEND_WASM when the engine has no WebAssembly SIMD
 */
export async function selectBackend(): Promise<SelectedBackend> {
  const { name, gemm, simd, threads, notes } = await useConvlabBackend({ threads: 1 });
  const facts = [
    `matrix products by ${gemm}`,
    `${simd} kernels`,
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  ];
  return { name, reason: [...facts, ...notes].join('; ') };
}

/** What would compute here, and how fast. */
export interface BackendFacts {
  readonly name: string;
  /** Who multiplies matrices. */
  readonly gemm: string;
  readonly simd: string;
  /** Threads of one run. */
  readonly threads: number;
  readonly cores: number;
  readonly notes: readonly string[];
  /** Measured on a product of two 512 × 512 matrices, in 10⁹ floating-point operations per second. */
  readonly gflops: number;
}

const PROBE_SIZE = 512;
const PROBE_ROUNDS = 5;

/** Starts the backend as a training would, and measures it for a moment. */
export async function inspectBackend(): Promise<BackendFacts> {
  const { name, gemm, simd, threads, notes } = await useConvlabBackend({ threads: 1 });
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
  return { name, gemm, simd, threads, cores: availableParallelism(), notes, gflops };
}
