import type { Blas } from '../blas-library.ts';
import type { Runtime } from '../runtime.ts';
import type { WasmKernels } from '../wasm-kernels.ts';
import type { CallWriter } from './call-writer.ts';

/** The threads that work on one kernel together: this one, and others that are sent calls. */
export class Team {
  readonly size: number;
  /** Elementary operations below which a share is not worth handing over. */
  readonly parallelFrom: number;
  /** What this thread does its own share with. */
  readonly own: Runtime;
  /** What the shares of the others are recorded with. */
  readonly others: readonly Runtime[];
  readonly #writers: readonly CallWriter[];

  constructor(
    runtime: Runtime,
    kernels: WasmKernels,
    names: readonly string[],
    writers: readonly CallWriter[],
    parallelFrom: number,
  ) {
    this.size = writers.length + 1;
    this.parallelFrom = parallelFrom;
    this.#writers = writers;
    this.own = { ...runtime, wasm: kernels, team: undefined };
    this.others = writers.map((writer): Runtime => ({
      ...runtime,
      wasm: recordKernels(writer, names),
      blas: runtime.blas && recordBlas(writer, names.length, runtime.blas),
      team: undefined,
      held: [],
    }));
  }

  /**
   * Waits for the other threads and releases the working memory they were given.
   *
   * @throws {BackendError} E_BACKEND_THREAD when one failed
   */
  join(shares: number): void {
    let failure: unknown;
    for (let i = 0; i < shares - 1; i++) {
      try {
        this.#writers[i]?.drain();
      } catch (error) {
        failure ??= error;
      }
      const { held, memory } = this.others[i] as Runtime;
      for (const address of held ?? []) memory.release(address);
      if (held) held.length = 0;
    }
    if (failure !== undefined) throw failure as Error;
  }
}

function recordKernels(writer: CallWriter, names: readonly string[]): WasmKernels {
  const entries = names.map((name, kernel) => [name, (...args: number[]) => writer.write(kernel, args)]);
  return Object.fromEntries(entries) as WasmKernels;
}

function recordBlas(writer: CallWriter, kernel: number, blas: Blas): Blas {
  return {
    ...blas,
    sgemm: (transposeA, transposeB, ...rest) =>
      writer.write(kernel, [Number(transposeA), Number(transposeB), ...rest]),
  };
}
