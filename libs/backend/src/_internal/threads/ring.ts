// How kernel calls travel from the main thread to another one: a ring of float64 slots behind a header of int32 words, in
// shared memory of its own. A call is its function's number, its number of arguments, and the arguments. `HEAD` counts the
// slots written, `TAIL` those done with; both wrap around at 2^32.

/** Word of the header: slots written. */
export const HEAD = 0;
/** Slots done with. */
export const TAIL = 1;
/** 1 while the reader sleeps on HEAD. */
export const READER_SLEEPS = 2;
/** 1 while the writer sleeps on TAIL. */
export const WRITER_SLEEPS = 3;
/** 1 after a call has thrown. */
export const FAILED = 4;

/** Size of the header, a cache line. */
export const HEADER_BYTES = 64;
/** Number of slots, a power of two. */
export const SLOTS = 8192;
/** Turns a count into the number of a slot. */
export const MASK = SLOTS - 1;
/** Size of a whole ring. */
export const RING_BYTES = HEADER_BYTES + SLOTS * 8;

/**
 * Looks at a word this often before going to sleep: about 50 µs, longer than the gap between two kernels of a training step,
 * shorter than what waking up costs when it is wrong.
 */
const SPINS = 20_000;

/**
 * Waits until word `index` differs from `seen`: looks for a while, then sleeps with `sleeps` set so that the other side knows
 * to wake this one.
 *
 * @returns the word; still `seen` when `timeout` ms have passed
 */
export function awaitChange(
  header: Int32Array,
  index: number,
  seen: number,
  sleeps: number,
  timeout = Infinity,
): number {
  for (let i = 0; i < SPINS; i++) {
    const value = Atomics.load(header, index);
    if (value !== seen) return value;
  }
  Atomics.store(header, sleeps, 1);
  while (Atomics.load(header, index) === seen) {
    if (Atomics.wait(header, index, seen, timeout) === 'timed-out') break;
  }
  Atomics.store(header, sleeps, 0);
  return Atomics.load(header, index);
}

/** Publishes word `index`, and wakes who sleeps on it. */
export function publish(header: Int32Array, index: number, value: number, sleeps: number): void {
  Atomics.store(header, index, value);
  if (Atomics.load(header, sleeps) === 1) Atomics.notify(header, index);
}
