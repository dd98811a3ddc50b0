import type { Runtime } from '../runtime.ts';
import type { CompiledModule, WasmKernels } from '../wasm-kernels.ts';
import { splitKernels } from './split-kernels.ts';
import { startThread, threadObstacle, type Thread } from './start-threads.ts';
import { Team } from './team.ts';

/**
 * The worker threads of this process or page.
 *
 * One that was started stays: it sleeps while there is nothing to do, and ends with the process or page.
 */
export class Threads {
  readonly #runtime: Runtime;
  readonly #kernels: WasmKernels;
  readonly #names: readonly string[];
  readonly #module: CompiledModule['module'];
  #started: Thread[] = [];
  /** The library that the started threads have loaded. */
  #blasPath: string | undefined;

  constructor(runtime: Runtime, kernels: WasmKernels, module: CompiledModule['module']) {
    this.#runtime = runtime;
    this.#kernels = kernels;
    this.#module = module;
    this.#names = Object.entries(kernels).flatMap(([name, kernel]) =>
      typeof kernel === 'function' ? [name] : [],
    );
  }

  /**
   * Lets the kernels run on `size` threads, this one included, from now on.
   *
   * @returns why there is only one thread, as one sentence, if more were asked for
   */
  async use(size: number, parallelFrom: number): Promise<string | undefined> {
    const runtime = this.#runtime;
    const obstacle = size === 1 ? undefined : await this.#start(size - 1);
    const hasTeam = size > 1 && obstacle === undefined;
    const writers = this.#started.slice(0, size - 1).map(({ writer }) => writer);
    runtime.team = hasTeam ? new Team(runtime, this.#kernels, this.#names, writers, parallelFrom) : undefined;
    runtime.wasm = hasTeam ? splitKernels(runtime, this.#kernels) : this.#kernels;
    return obstacle;
  }

  /** Sees to it that `count` threads are there and can call the BLAS that is used. */
  async #start(count: number): Promise<string | undefined> {
    const { memory, blas } = this.#runtime;
    const obstacle = threadObstacle(memory);
    if (obstacle !== undefined) return obstacle;
    if (blas && blas.path !== this.#blasPath) this.stop();
    this.#blasPath = blas?.path ?? this.#blasPath;
    const environment = {
      module: this.#module,
      memory: memory.memory,
      names: this.#names,
      blasPath: this.#blasPath,
    };
    try {
      const missing = Math.max(0, count - this.#started.length);
      const more = await Promise.all(Array.from({ length: missing }, () => startThread(environment)));
      this.#started.push(...more);
      return undefined;
    } catch (error) {
      return `One thread runs: a worker did not start (${error instanceof Error ? error.message : String(error)}).`;
    }
  }

  /** Ends all threads; none may be at work. */
  stop(): void {
    for (const thread of this.#started) thread.stop();
    this.#started = [];
  }
}
