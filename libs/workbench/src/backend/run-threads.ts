const THREADS_VARIABLE = 'CONVLAB_THREADS';
/** Trainings at a time of the worker that started the process. */
export const SLOTS_VARIABLE = 'CONVLAB_SLOTS';

/**
 * Threads of a run by the environment: `CONVLAB_THREADS` is a number or `auto`, for one per core.
 *
 * One without it, and one for runs that a worker trains beside others, which share the cores already.
 * @returns NaN for a value that is no number
 */
export function runThreads(environment: Readonly<Record<string, string | undefined>>): number | 'auto' {
  const { [THREADS_VARIABLE]: threads = '1', [SLOTS_VARIABLE]: slots = '1' } = environment;
  if (Number(slots) > 1) return 1;
  return threads === 'auto' ? 'auto' : Number(threads);
}
