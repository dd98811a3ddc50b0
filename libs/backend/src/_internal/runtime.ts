import type { TensorInfo } from '@tensorflow/tfjs';
import type { Blas } from './blas-library.ts';
import type { ConvlabBackend } from './convlab-backend.ts';
import type { WasmKernels } from './wasm-kernels.ts';
import type { WasmMemory } from './wasm-memory.ts';

/** What a kernel works with. */
export interface Runtime {
  readonly backend: ConvlabBackend;
  readonly memory: WasmMemory;
  /** The kernels; with several threads, those that split their work among them. */
  wasm: WasmKernels;
  /** The system's BLAS, when it multiplies. */
  blas: Blas | undefined;
  /** The threads to share work with; undefined for one thread, and inside a share of the work. */
  team: ThreadTeam | undefined;
  /** In a share that another thread works on: its working memory, released when that thread is done. */
  readonly held?: number[];
}

/** The threads that work on one kernel together. */
export interface ThreadTeam {
  readonly size: number;
  /** Elementary operations below which a share is not worth handing over. */
  readonly parallelFrom: number;
  /** What this thread does its own share with. */
  readonly own: Runtime;
  /** What the shares of the others are recorded with. */
  readonly others: readonly Runtime[];
  /**
   * Waits for the other threads and releases the working memory they were given.
   *
   * @throws {BackendError} E_BACKEND_THREAD when one failed
   */
  join(shares: number): void;
}

/** Arguments of a tfjs kernel. */
export interface KernelArgs {
  inputs: Record<string, TensorInfo>;
  attrs: Record<string, unknown>;
  backend: ConvlabBackend;
}

/** A tfjs kernel function. */
export type KernelFunction = (args: KernelArgs) => TensorInfo | TensorInfo[];

/**
 * A native kernel. It returns undefined for what it does not cover (other types, empty tensors, unusual ranks), and
 * then the stock kernel runs.
 */
export type NativeKernel = (runtime: Runtime, args: KernelArgs) => TensorInfo | TensorInfo[] | undefined;

/** Native kernels by kernel name. */
export type KernelTable = Record<string, NativeKernel>;

/** Number of values. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

/** True when every tensor holds at least one float32 value. */
export function isNative(...infos: readonly (TensorInfo | undefined)[]): boolean {
  return infos.every((info) => info !== undefined && info.dtype === 'float32' && sizeOf(info.shape) > 0);
}

/** Runs `body` with `bytes` of working memory. */
export function withScratch<T>(runtime: Runtime, bytes: number, body: (address: number) => T): T {
  const address = runtime.memory.allocate(bytes);
  if (runtime.held) {
    runtime.held.push(address);
    return body(address);
  }
  try {
    return body(address);
  } finally {
    runtime.memory.release(address);
  }
}
