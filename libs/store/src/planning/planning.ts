import { setTimeout as sleep } from 'node:timers/promises';
import { PLAN_CHANNEL } from '../_internal/notify.ts';
import type { Database, StoreLogger } from '../database/database.ts';
import type { Planner } from '../model/model.ts';
import { dueExperiments, planExperiment } from './plan-experiment.ts';

/* Notifications come at once; this finds what was due before, and what a broken connection missed. */
const LOOK_EVERY_MS = 1_000;
/* An experiment that cannot be planned here, for want of a plugin perhaps, is left to others for so long. */
const RETRY_AFTER_MS = 30_000;

/**
 * Plans experiments as their runs end, one at a time, until the function returned is called.
 *
 * Any number of workers may do so for the same database.
 */
export async function startPlanning(
  database: Database,
  planner: Planner,
  logger: StoreLogger,
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const resting = new Map<string, number>();
  let wake = new AbortController();
  const onWake = (): void => wake.abort();

  const planDue = async (): Promise<void> => {
    for (const id of await dueExperiments(database)) {
      if (ending.signal.aborted) return;
      if ((resting.get(id) ?? 0) > Date.now()) continue;
      try {
        await planExperiment(database, id, planner);
        resting.delete(id);
      } catch (error) {
        resting.set(id, Date.now() + RETRY_AFTER_MS);
        logger.error({ err: error, experimentId: id }, 'An experiment could not be planned');
      }
    }
  };

  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      wake = new AbortController();
      await planDue().catch((error: unknown) => {
        logger.warn({ err: error }, 'Experiments to plan could not be read; they are read again');
      });
      const signal = AbortSignal.any([wake.signal, ending.signal]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  const stopListening = await database.listen(PLAN_CHANNEL, onWake, onWake);
  const running = loop();
  return async () => {
    ending.abort();
    await stopListening();
    await running;
  };
}
