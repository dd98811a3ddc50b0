import type { Store } from '../src/store/store.ts';
import { curve, type CountingSpec } from './counting.ts';
import { allEvents, storedCurve } from './harness.ts';

/**
 * Looks whether every run was finished exactly once, with the curve of the undisturbed training.
 *
 * @throws when one was not
 */
export async function verifyRuns(
  store: Store,
  runIds: readonly string[],
  specs: readonly CountingSpec[],
): Promise<void> {
  let attempts = 0;
  for (const [index, id] of runIds.entries()) {
    const run = await store.runs.require(id);
    const spec = specs[index];
    const events = await allEvents(store, id);
    const ends = events.filter(({ event }) => event.type === 'finished');
    if (spec === undefined) throw new Error(`Run ${index} was not asked for`);
    const { values, bestEpochs } = curve(spec);
    const stored = await storedCurve(store, id);
    const faults = [
      run.status === 'finished' ? '' : `is ${run.status} (${run.error?.message ?? ''})`,
      ends.length === 1 ? '' : `finished ${ends.length} times`,
      events.every(({ seq }, at) => seq === at + 1) ? '' : 'has gaps in its events',
      JSON.stringify(stored) === JSON.stringify(values) ? '' : 'has another curve',
      run.bestEpoch === bestEpochs.at(-1) ? '' : `has its best epoch at ${run.bestEpoch}`,
    ].filter(Boolean);
    if (faults.length > 0) throw new Error(`Run ${index} (${id}) ${faults.join(', ')}`);
    attempts += run.attempt;
  }
  console.log(
    `${runIds.length} runs finished once each, in ${attempts} attempts; every curve is the undisturbed one`,
  );
}
