import type { Runtime } from '../runtime.ts';

/** One share of the work: units [from, to), by the kernels of `part`; `index` counts the shares. */
export type Share = (part: Runtime, from: number, to: number, index: number) => void;

/** Number of shares that `work` elementary operations on `count` units are cut into: 1 when sharing does not pay. */
export function sharesOf({ team }: Runtime, count: number, work: number): number {
  if (team === undefined) return 1;
  return Math.max(1, Math.min(team.size, count, Math.floor(work / team.parallelFrom)));
}

/**
 * Cuts `count` units into equal shares, one per thread, and returns when all are done.
 *
 * The cut depends on the sizes and the number of threads alone, so the same call gives the same bits.
 * @param work elementary operations of the whole: values touched, or multiply-adds
 * @throws {BackendError} E_BACKEND_THREAD when a thread fails, and what `share` throws
 */
export function parallel(runtime: Runtime, count: number, work: number, share: Share): void {
  const { team } = runtime;
  if (team === undefined) {
    share(runtime, 0, count, 0);
    return;
  }
  const shares = sharesOf(runtime, count, work);
  const start = (index: number): number => Math.floor((count * index) / shares);
  try {
    // The others first, so that they are at work while this thread is.
    for (let i = 1; i < shares; i++) share(team.others[i - 1] as Runtime, start(i), start(i + 1), i);
    share(team.own, 0, start(1), 0);
  } finally {
    team.join(shares);
  }
}
