import { freemem } from 'node:os';
import { residentBytesOf, type Worker } from '@convlab/store';

/** What was held at one moment, in bytes. */
export interface MemorySample {
  /** In ms since 1970. */
  readonly at: number;
  /** Resident memory of this process. */
  readonly serverBytes: number;
  /** Trainings under way on this machine. */
  readonly trainings: number;
  /** Resident memory of their processes together; `null` where the system does not tell. */
  readonly trainingBytes: number | null;
  /** What the machine could still give. */
  readonly freeBytes: number;
}

const INTERVAL_MS = 10_000;
/* An hour, and as many points as a chart draws. */
const KEPT = 360;

/** Looks at the memory of the server and its trainings every ten seconds, and remembers the last hour. Holds no process open. */
export class MemoryHistory {
  readonly #worker: Pick<Worker, 'active'>;
  readonly #timer: NodeJS.Timeout;
  #samples: readonly MemorySample[] = [];

  constructor(worker: Pick<Worker, 'active'>) {
    this.#worker = worker;
    this.#timer = setInterval(() => void this.#look(), INTERVAL_MS);
    this.#timer.unref();
    void this.#look();
  }

  /** The last hour, the oldest first. */
  samples(): readonly MemorySample[] {
    return this.#samples;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const pids = this.#worker.active().flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const sizes = await Promise.all(pids.map(residentBytesOf));
    // One that has just ended holds nothing; where no size is known, the system does not tell.
    const known = sizes.filter((size) => size !== null);
    const sample: MemorySample = {
      at: Date.now(),
      serverBytes: process.memoryUsage.rss(),
      trainings: pids.length,
      trainingBytes:
        known.length === 0 && pids.length > 0 ? null : known.reduce((sum, size) => sum + size, 0),
      freeBytes: freemem(),
    };
    this.#samples = [...this.#samples.slice(1 - KEPT), sample];
  }
}
