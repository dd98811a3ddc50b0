import type { DataSetInfo, Registry } from '@convlab/core';
import { catalogue, type RemoteName } from '../download/catalogue.ts';
import { isFetched } from '../download/download.ts';

/**
 * Where the examples of a data set are: in its package or made by it, fetched to this machine, still to be fetched, or in files
 * that its configuration must name.
 */
export type DataPlace = 'here' | 'fetched' | 'to-fetch' | 'yours';

/** A data set as catalogues show it. */
export interface DataSetEntry {
  /** With its namespace. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly place: DataPlace;
  /** With its default configuration; absent where that does not say enough. */
  readonly info?: DataSetInfo;
}

/** Every data set of a registry and where its examples are; nothing is loaded. Node only. */
export async function listDataSets(registry: Registry): Promise<DataSetEntry[]> {
  return Promise.all(
    registry.plugins('data-set').map(async ({ id, title, summary }): Promise<DataSetEntry> => {
      const entry = { id, title, summary };
      const name = id.replace(/^convlab\//, '');
      if (!registry.parse('data-set', id).ok) return { ...entry, place: 'yours' };
      const { info } = registry.create('data-set', id);
      if (!isRemote(name)) return { ...entry, place: 'here', info };
      return { ...entry, place: (await isFetched(name)) ? 'fetched' : 'to-fetch', info };
    }),
  );
}

/** Whether a data set is one that is fetched when asked for. */
export function isRemote(name: string): name is RemoteName {
  return Object.hasOwn(catalogue, name);
}
