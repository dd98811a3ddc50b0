import type { Runtime } from './runtime.ts';
import type { SimdLevel } from './wasm-kernels.ts';

/** What runs behind the backend. */
export interface BackendInfo {
  readonly name: string;
  /** Who multiplies matrices. */
  readonly gemm: 'wasm' | 'blas';
  readonly simd: SimdLevel;
  readonly threads: number;
  /** Plain statements about what was asked for and could not be had. */
  readonly notes: readonly string[];
}

/** The one registered backend of this process. */
export interface BackendState {
  readonly runtime: Runtime;
  readonly info: BackendInfo;
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
