import type { ExampleSource, PluginRef, Registry } from '@convlab/core';
import type { Workbench } from '@convlab/workbench';

/** What loading a data set takes: its plugin, and its files where they are on other machines. */
type Loader = Pick<Workbench, 'registry' | 'fetchDataSets'>;

/* Data sets that people look at; a server keeps a few in memory. */
const MAX_LOADED = 4;

const loaded = new WeakMap<Registry, Map<string, Promise<ExampleSource>>>();

/**
 * The examples of a data set, loaded once for those who look at it one after another.
 *
 * @throws {ConvlabError} E_PLUGIN_…, E_CONFIG_…, E_DATA_…
 */
export function loadSet(loader: Loader, ref: PluginRef): Promise<ExampleSource> {
  const { registry } = loader;
  const sets = loaded.get(registry) ?? new Map<string, Promise<ExampleSource>>();
  loaded.set(registry, sets);
  const key = JSON.stringify(ref);
  const source = sets.get(key) ?? open(loader, ref);
  // Newest last: the first one is the one that was not asked for the longest time.
  sets.delete(key);
  sets.set(key, source);
  // What failed may succeed after a file was mended.
  source.catch(() => sets.delete(key));
  const [oldest] = sets.keys();
  if (sets.size > MAX_LOADED && oldest !== undefined) sets.delete(oldest);
  return source;
}

async function open({ registry, fetchDataSets }: Loader, ref: PluginRef): Promise<ExampleSource> {
  await fetchDataSets(ref);
  return registry.create('data-set', ref).load();
}
