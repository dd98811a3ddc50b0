import { setImmediate } from 'node:timers/promises';
import { resolveExperiment } from '@convlab/experiments';
import { describeNetwork } from '@convlab/inspection/describe-network';
import type { Registry } from '@convlab/core';
import type { Store } from '@convlab/store';
import { workKey } from '../../planning/work-key.ts';

const MAX_KNOWN = 1000;

/** What a run's specification says of its work. */
export interface RunWork {
  /** Of a forward pass of one example in training. */
  readonly multiplyAdds: number;
  readonly batchSize: number | 'full';
  /** See {@link workKey}. */
  readonly key: string;
}

/** Of runs that were asked before, by run; `null` where the network cannot be built any more. */
const known = new WeakMap<Store, Map<string, RunWork | null>>();

/** The work of some runs by their ids; each is found out once. */
export async function worksOf(
  store: Store,
  registry: Registry,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RunWork | null>> {
  const cache = known.get(store) ?? new Map<string, RunWork | null>();
  known.set(store, cache);
  if (cache.size + ids.filter((id) => !cache.has(id)).length > MAX_KNOWN) cache.clear();
  const missing = ids.filter((id) => !cache.has(id));
  const built = new Map<string, RunWork | null>();
  for (const { id, spec } of missing.length === 0 ? [] : await store.runs.details(missing)) {
    const likeness = likenessOf(spec);
    const work = built.get(likeness) ?? workOf(spec, registry);
    built.set(likeness, work);
    cache.set(id, work);
    // Others are answered in between.
    await setImmediate();
  }
  return cache;
}

/* Runs of a search or of folds mostly have the same network: it is built once. */
function likenessOf(written: unknown): string {
  if (typeof written !== 'object' || written === null) return '';
  return JSON.stringify({ ...written, name: null, seed: null, run: null, optimizer: null, schedule: null });
}

function workOf(written: unknown, registry: Registry): RunWork | null {
  const resolved = resolveExperiment(written, registry);
  if (!resolved.ok) return null;
  const { network, spec } = resolved.value;
  return {
    multiplyAdds: describeNetwork(network).totals.training.multiplyAdds,
    batchSize: spec.training.batchSize,
    key: workKey(spec),
  };
}
