import type { Registry } from '@convlab/core';
import type { Store } from '@convlab/store';
import { worksOf } from './run-works.ts';

/* More different networks than these are not built for one page. */
const MAX_NETWORKS = 200;

/** The costs of an experiment's runs, with the multiply–adds of their networks; each different network is built once. */
export async function runCosts(store: Store, registry: Registry, experimentId: string) {
  const costs = await store.runs.costs(experimentId);
  const examples = new Map<string, string>();
  for (const { networkKey, runId } of costs)
    if (!examples.has(networkKey) && examples.size < MAX_NETWORKS) examples.set(networkKey, runId);
  const works = await worksOf(store, registry, [...examples.values()]);
  return costs.map(({ networkKey, ...cost }) => ({
    ...cost,
    /** Of a forward pass of one example; `null` where it is not known. */
    multiplyAdds: works.get(examples.get(networkKey) ?? '')?.multiplyAdds ?? null,
  }));
}
