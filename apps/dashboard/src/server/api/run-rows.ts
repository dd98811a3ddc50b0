import type { RunSummary, Store } from '@convlab/store';
import { flattenConfig, type FlatConfig } from '../../format/flat-config.ts';
import { withVerdict } from './run-summary.ts';

const MAX_KNOWN = 20_000;

/** Settings that were read before, by store. */
const known = new WeakMap<Store, Map<string, FlatConfig>>();

/** Runs as the table of runs shows them: with their verdicts and their settings, each under one path. */
export async function asRows<Summary extends RunSummary>(store: Store, runs: readonly Summary[]) {
  const cache = known.get(store) ?? new Map<string, FlatConfig>();
  known.set(store, cache);
  const missing = runs.filter((run) => !cache.has(keyOf(run))).map(({ id }) => id);
  if (cache.size + missing.length > MAX_KNOWN) cache.clear();
  if (missing.length > 0) {
    for (const run of await store.runs.details(missing)) cache.set(keyOf(run), flattenConfig(run.spec));
  }
  return runs.map((run) => ({ ...withVerdict(run), config: cache.get(keyOf(run)) ?? {} }));
}

/* A run's specification changes only when it is continued, which plans more epochs. */
function keyOf({ id, plannedEpochs }: RunSummary): string {
  return `${id} ${plannedEpochs ?? ''}`;
}
