import type { BlasProbe } from './blas.ts';
import type { Runtime } from './runtime.ts';
import type { Threads } from './threads/threads.ts';
import type { SimdLevel } from './wasm-kernels.ts';

/** What runs behind the backend. */
export interface BackendInfo {
  readonly name: string;
  /** Who multiplies matrices. */
  readonly gemm: 'wasm' | 'blas';
  /** The library, when that is `blas`. */
  readonly blasPath?: string;
  readonly simd: SimdLevel;
  /** Threads that share the work of a kernel, the main one included. */
  readonly threads: number;
  /** Plain statements about what was asked for and could not be had. */
  readonly notes: readonly string[];
}

/** The one registered backend of this process. */
export interface BackendState {
  readonly runtime: Runtime;
  info: BackendInfo;
  /** False until options were put into effect. */
  isConfigured: boolean;
  /** What was found per library path; '' for the usual places. */
  readonly probes: Map<string, BlasProbe>;
  readonly threads: Threads;
  /** Number of kernels that are not the stock ones. */
  readonly nativeKernels: number;
}

let state: BackendState | undefined;

/** The registered backend, if any. */
export function currentState(): BackendState | undefined {
  return state;
}

/** Remembers the registered backend. */
export function setState(next: BackendState): BackendState {
  state = next;
  return next;
}
