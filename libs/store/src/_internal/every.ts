import type { StoreLogger } from '../database/database.ts';

/** Repeats `work`, each time `ms` after the last one ended, until the function returned is called. */
export function every(ms: number, work: () => Promise<void>, logger: StoreLogger): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(run, ms);
    timer.unref();
  };
  const run = (): void => {
    work()
      .catch((error: unknown) => logger.warn({ err: error }, 'A regular task failed'))
      .finally(again);
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
