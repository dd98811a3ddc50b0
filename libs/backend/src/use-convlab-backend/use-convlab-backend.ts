import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../backend-error/backend-error.ts';
import { probeBlas, type BlasProbe } from '../_internal/blas.ts';
import { createConvlabBackend } from '../_internal/convlab-backend.ts';
import { BACKEND_NAME } from '../_internal/backend-name.ts';
import { registerOpKernels } from '../_internal/op-kernels/register-ops.ts';
import { nativeKernels, registerBackend, registerKernels } from '../_internal/register.ts';
import type { Runtime } from '../_internal/runtime.ts';
import { currentState, setState, type BackendInfo, type BackendState } from '../_internal/state.ts';
import { physicalCores } from '../_internal/threads/physical-cores.ts';
import { Threads } from '../_internal/threads/threads.ts';
import { compileKernels, instantiateKernels } from '../_internal/wasm-kernels.ts';
import { createMemory, WasmMemory } from '../_internal/wasm-memory.ts';

const PARALLEL_FROM = 32_768;

/** Options of {@link useConvlabBackend}. */
export interface ConvlabBackendOptions {
  /** Who multiplies matrices: `wasm`, the system's `blas`, or `auto` = blas where it answers. Default `auto`. */
  gemm?: 'auto' | 'wasm' | 'blas';
  /** Path of the BLAS library, instead of the system's usual ones. */
  blasPath?: string;
  /**
   * Threads that share the work of a kernel, this one included, or `auto` = one per physical core. Default 1: runs beside each
   * other are better off with a core each, and sums of several threads differ from those of one in their last digits.
   *
   * In browsers threads need a cross-origin isolated page, and the backend has to run in a Worker, as a page's main thread
   * must not wait. Where they cannot run, one thread does, and `notes` says why.
   */
  threads?: number | 'auto';
  /** Smallest share of a kernel that is worth another thread, in values touched or multiply-adds. Default 32,768. */
  parallelFrom?: number;
}

/**
 * Registers the backend `convlab` (once) and makes it the current TensorFlow.js backend.
 *
 * Prints nothing. Importing this module registers nothing; only the call does.
 * @returns what runs: GEMM provider, SIMD level, threads
 * @throws {BackendError} E_BACKEND_CPU_MISSING without the `cpu` backend, E_BACKEND_WASM without WebAssembly SIMD,
 * E_BACKEND_BLAS when `blasPath` is given and does not work, E_BACKEND_THREADS for a number of threads that is none
 * @example
 * await useConvlabBackend();
 * tf.tensor1d([1, 2]).square().print();
 */
export async function useConvlabBackend(options: ConvlabBackendOptions = {}): Promise<BackendInfo> {
  const state = currentState() ?? (await register());
  if (!state.isConfigured || Object.keys(options).length > 0) await configure(state, options);
  await tf.setBackend(BACKEND_NAME);
  return state.info;
}

async function register(): Promise<BackendState> {
  const isShared = typeof SharedArrayBuffer !== 'undefined';
  let compiled;
  try {
    compiled = await compileKernels(isShared);
  } catch (cause) {
    throw new BackendError('E_BACKEND_WASM', 'the WebAssembly kernels did not compile.', {
      expected: 'an engine with WebAssembly SIMD (Node 20, or a browser of 2021 or later)',
      cause,
    });
  }
  const memory = new WasmMemory(createMemory(isShared));
  const wasm = await instantiateKernels(compiled.module, memory.memory);
  const backend = createConvlabBackend(memory);
  const runtime: Runtime = { backend, memory, wasm, blas: undefined, team: undefined };
  registerBackend(backend);
  registerKernels(runtime);
  registerOpKernels(runtime);
  return setState({
    runtime,
    isConfigured: false,
    probes: new Map(),
    threads: new Threads(runtime, wasm, compiled.module),
    nativeKernels: Object.keys(nativeKernels).length,
    info: { name: BACKEND_NAME, gemm: 'wasm', simd: compiled.simd, threads: 1, notes: [] },
  });
}

/** Probes once per path: a library stays loaded for the life of the process anyway. */
async function findBlas({ runtime, probes }: BackendState, path?: string): Promise<BlasProbe> {
  const key = path ?? '';
  const probe = probes.get(key) ?? (await probeBlas(runtime.memory, path));
  probes.set(key, probe);
  return probe;
}

/** Puts the options into effect; a later call may change them. */
async function configure(
  state: BackendState,
  { gemm = 'auto', blasPath, threads = 1, parallelFrom = PARALLEL_FROM }: ConvlabBackendOptions,
): Promise<void> {
  const { runtime } = state;
  const wanted = threads === 'auto' ? await physicalCores() : threads;
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new BackendError('E_BACKEND_THREADS', 'the number of threads is not a positive whole number.', {
      received: threads,
      expected: "1, 2, 3, ... or 'auto'",
    });
  }
  const notes: string[] = [];
  const probe = gemm === 'wasm' ? undefined : await findBlas(state, blasPath);
  runtime.blas = probe?.blas;
  // Each of our threads multiplies its own share; the library's would only compete with them.
  runtime.blas?.setThreads(1);
  if (gemm === 'blas' && probe && !probe.blas) notes.push(probe.reason);
  const obstacle = await state.threads.use(wanted, parallelFrom);
  if (obstacle !== undefined) notes.push(obstacle);
  state.isConfigured = true;
  const { simd } = state.info;
  const base = { name: BACKEND_NAME, simd, threads: runtime.team?.size ?? 1, notes };
  state.info = runtime.blas
    ? { ...base, gemm: 'blas', blasPath: runtime.blas.path }
    : { ...base, gemm: 'wasm' };
}
