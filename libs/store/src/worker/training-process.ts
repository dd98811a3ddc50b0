import { fork, type ChildProcess } from 'node:child_process';
import { constants, platform, setPriority } from 'node:os';
import type { ChildMessage, ParentMessage } from '../protocol/protocol.ts';
import { residentBytesOf } from './resident-bytes.ts';

/** The module that trains, and how its process is started. */
export interface ChildOptions {
  /** A module that calls `serveTraining`. */
  readonly module: URL;
  /** Arguments of Node itself. @defaultValue none */
  readonly execArgv?: readonly string[];
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Resident memory at which a training process is ended, in MiB. @defaultValue no limit */
  readonly memoryLimitMb?: number;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines it wrote to its error output. */
  readonly lastWords: readonly string[];
  /** Set when it was ended for its use of memory: resident MiB. */
  readonly overMemoryMb?: number;
  /** Set when it could not be started. */
  readonly startError?: Error;
}

const KEPT_LINES = 20;
const KEPT_CHARACTERS = 4_000;
const LOOK_AT_MEMORY_MS = 500;

/** A running training process. */
export class TrainingProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  #lastWords = '';
  #overMemoryMb: number | undefined;

  constructor(
    { module, execArgv = [], env = {}, memoryLimitMb }: ChildOptions,
    onMessage: (message: ChildMessage) => void,
  ) {
    this.#child = fork(module, [], {
      serialization: 'advanced',
      execArgv: [
        // What it counts with lies outside of the heap: threads for the little garbage take cores from other trainings.
        '--single-threaded-gc',
        ...execArgv,
        ...(memoryLimitMb === undefined ? [] : [`--max-old-space-size=${Math.ceil(memoryLimitMb)}`]),
      ],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#giveWay();
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-KEPT_CHARACTERS);
    });
    this.#child.on('message', (message) => onMessage(message as ChildMessage));
    const watch = memoryLimitMb === undefined ? undefined : this.#watchMemory(memoryLimitMb);
    this.ended = this.#end().finally(() => clearInterval(watch));
  }

  /** Where all cores train, whoever answers people and the database still comes first. */
  #giveWay(): void {
    if (this.#child.pid === undefined) return;
    try {
      setPriority(this.#child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It has ended already, or the system does not let us; then it trains as anybody else.
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a message; one to a process that is gone is dropped, as its end tells more. */
  send(message: ParentMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #end(): Promise<ProcessEnd> {
    const child = this.#child;
    let startError: Error | undefined;
    // Messages that were on their way are delivered before the channel says that it is closed.
    const closed = new Promise<void>((resolve) => child.once('disconnect', resolve));
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once('exit', (code, name) => resolve([code, name]));
      child.once('error', (error) => {
        if (child.pid === undefined) {
          startError = error;
          resolve([null, null]);
        }
      });
    });
    if (startError === undefined && child.connected) await closed;
    const lastWords = this.#lastWords.split('\n').filter(Boolean).slice(-KEPT_LINES);
    return {
      exitCode,
      signal,
      lastWords,
      ...(this.#overMemoryMb === undefined ? {} : { overMemoryMb: this.#overMemoryMb }),
      ...(startError === undefined ? {} : { startError }),
    };
  }

  /** The heap limit of V8 does not bind typed arrays, which is what training is made of. */
  #watchMemory(limitMb: number): NodeJS.Timeout | undefined {
    const { pid } = this.#child;
    if (pid === undefined || platform() !== 'linux') return undefined;
    return setInterval(() => {
      void residentBytesOf(pid).then((bytes) => {
        const residentMb = (bytes ?? 0) / 2 ** 20;
        if (residentMb <= limitMb) return;
        this.#overMemoryMb = Math.round(residentMb);
        this.kill();
      });
    }, LOOK_AT_MEMORY_MS);
  }
}
