import { prepareData, requireExperiment, type PreparedData } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import type { Workbench } from '@convlab/workbench';
import { loadSet } from './loaded-sets.ts';

/* Runs that people look into one after another. A split is a few bytes per example. */
const MAX_KEPT = 8;

const kept = new WeakMap<Store, Map<string, Promise<PreparedData>>>();

/**
 * The examples of a run, prepared once for those who look into it. Nothing is trained for it.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN; E_SPEC_… and E_PLUGIN_… when its plugins are gone; E_DATA_… when its data are
 */
export async function examplesOf(workbench: Workbench, runId: string): Promise<PreparedData> {
  const { store } = workbench;
  const known = kept.get(store) ?? new Map<string, Promise<PreparedData>>();
  kept.set(store, known);
  const { spec } = await store.runs.require(runId);
  const examples = known.get(runId) ?? prepare(spec, workbench);
  // Newest last: the first one is the one that was not asked for the longest time.
  known.delete(runId);
  known.set(runId, examples);
  examples.catch(() => known.delete(runId));
  const [oldest] = known.keys();
  if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
  return examples;
}

async function prepare(spec: unknown, { registry, fetchDataSets }: Workbench): Promise<PreparedData> {
  await fetchDataSets(spec);
  const experiment = requireExperiment(spec, registry);
  const source = await loadSet({ registry, fetchDataSets }, experiment.spec.data.set);
  return prepareData(experiment, source, registry);
}
