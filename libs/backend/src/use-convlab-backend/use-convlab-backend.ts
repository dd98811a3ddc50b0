import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../backend-error/backend-error.ts';
import { probeBlas, type BlasProbe } from '../_internal/blas.ts';
import { createConvlabBackend } from '../_internal/convlab-backend.ts';
import { BACKEND_NAME } from '../_internal/backend-name.ts';
import { registerOpKernels } from '../_internal/op-kernels/register-ops.ts';
import { nativeKernels, registerBackend, registerKernels } from '../_internal/register.ts';
import type { Runtime } from '../_internal/runtime.ts';
import { currentState, setState, type BackendInfo, type BackendState } from '../_internal/state.ts';
import { compileKernels, instantiateKernels } from '../_internal/wasm-kernels.ts';
import { WasmMemory } from '../_internal/wasm-memory.ts';

/** Options of {@link useConvlabBackend}. */
export interface ConvlabBackendOptions {
  /** Who multiplies matrices: `wasm`, the system's `blas`, or `auto` = blas where it answers. Default `auto`. */
  gemm?: 'auto' | 'wasm' | 'blas';
  /** Path of the BLAS library, instead of the system's usual ones. */
  blasPath?: string;
  /** Worker threads including this one, or `auto` = one per core. Default 1, which is what sweeps want. */
  threads?: number | 'auto';
}

/**
 * Registers the backend `convlab` (once) and makes it the current TensorFlow.js backend.
 *
 * Prints nothing. Importing this module registers nothing; only the call does.
 * @returns what runs: GEMM provider, SIMD level, threads
 * @throws {BackendError} E_BACKEND_CPU_MISSING without the `cpu` backend, E_BACKEND_WASM without WebAssembly SIMD,
 * E_BACKEND_BLAS when `blasPath` is given and does not work
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
  let compiled;
  try {
    compiled = await compileKernels();
  } catch (cause) {
    throw new BackendError('E_BACKEND_WASM', 'the WebAssembly kernels did not compile.', {
      expected: 'an engine with WebAssembly SIMD (Node 20, or a browser of 2021 or later)',
      cause,
    });
  }
  const memory = new WasmMemory(new WebAssembly.Memory({ initial: 16, maximum: 65_536 }));
  const wasm = await instantiateKernels(compiled.module, memory.memory);
  const backend = createConvlabBackend(memory);
  const runtime: Runtime = { backend, memory, wasm, blas: undefined };
  registerBackend(backend);
  registerKernels(runtime);
  registerOpKernels(runtime);
  return setState({
    runtime,
    isConfigured: false,
    probes: new Map(),
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
  { gemm = 'auto', blasPath, threads = 1 }: ConvlabBackendOptions,
): Promise<void> {
  const { runtime } = state;
  const notes: string[] = [];
  const probe = gemm === 'wasm' ? undefined : await findBlas(state, blasPath);
  runtime.blas = probe?.blas;
  runtime.blas?.setThreads(1);
  if (gemm === 'blas' && probe && !probe.blas) notes.push(probe.reason);
  if (threads !== 1) notes.push('One thread runs: worker threads are not available.');
  state.isConfigured = true;
  const { simd } = state.info;
  const base = { name: BACKEND_NAME, simd, threads: 1, notes };
  state.info = runtime.blas
    ? { ...base, gemm: 'blas', blasPath: runtime.blas.path }
    : { ...base, gemm: 'wasm' };
}
