import type { Blas } from '../blas-library.ts';
import type { Runtime, ThreadTeam } from '../runtime.ts';
import type { WasmKernels } from '../wasm-kernels.ts';
import type { CallWriter } from './call-writer.ts';

/** The threads that work on one kernel together: this one, and others that are sent calls. */
export class Team implements ThreadTeam {
  readonly size: number;
  readonly parallelFrom: number;
  readonly own: Runtime;
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
