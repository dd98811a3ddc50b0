import { BackendError } from '../../backend-error/backend-error.ts';
import {
  awaitChange,
  FAILED,
  HEAD,
  HEADER_BYTES,
  MASK,
  publish,
  READER_SLEEPS,
  RING_BYTES,
  SLOTS,
  TAIL,
  WRITER_SLEEPS,
} from './ring.ts';

/** A thread that does nothing for this long is lost; the longest single kernel call takes seconds. */
const LOST_AFTER_MS = 300_000;

/** The writing end of a ring of kernel calls. */
export class CallWriter {
  readonly buffer = new SharedArrayBuffer(RING_BYTES);
  readonly #header = new Int32Array(this.buffer, 0, HEADER_BYTES / 4);
  readonly #slots = new Float64Array(this.buffer, HEADER_BYTES, SLOTS);
  #head = 0;

  /** Hands over one call; the other thread may start on it at once. */
  write(kernel: number, args: readonly number[]): void {
    this.#awaitRoom(args.length + 2);
    const slots = this.#slots;
    let head = this.#head;
    slots[head++ & MASK] = kernel;
    slots[head++ & MASK] = args.length;
    for (const arg of args) slots[head++ & MASK] = arg;
    this.#head = head | 0;
    publish(this.#header, HEAD, this.#head, READER_SLEEPS);
  }

  /**
   * Waits until everything handed over is done.
   *
   * @throws {BackendError} E_BACKEND_THREAD when a call failed or the thread is lost
   */
  drain(): void {
    while (Atomics.load(this.#header, TAIL) !== this.#head) this.#awaitProgress();
    if (Atomics.exchange(this.#header, FAILED, 0) === 1) {
      throw new BackendError('E_BACKEND_THREAD', 'a kernel failed in a worker thread.');
    }
  }

  #awaitRoom(slots: number): void {
    while (((this.#head - Atomics.load(this.#header, TAIL)) | 0) + slots > SLOTS) this.#awaitProgress();
  }

  #awaitProgress(): void {
    const tail = Atomics.load(this.#header, TAIL);
    if (tail === this.#head) return;
    if (awaitChange(this.#header, TAIL, tail, WRITER_SLEEPS, LOST_AFTER_MS) !== tail) return;
    throw new BackendError('E_BACKEND_THREAD', 'a worker thread does not answer any more.', {
      hint: 'Start again with threads: 1.',
    });
  }
}
