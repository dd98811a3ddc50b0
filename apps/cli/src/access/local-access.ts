import type { Registry } from '@convlab/core';
import { openStore, type StoreLocation } from '@convlab/store';
import { continueRun, exportRun, forkRun, openRunFile } from '@convlab/workbench';
import type { Json, RunAccess } from './access.ts';

/**
 * Opens the database itself; nothing is trained in this process.
 *
 * @throws {ConvlabError} E_STORE_LOCKED when another process has the folder, E_STORE_…
 */
export async function localAccess(
  location: StoreLocation,
  loadRegistry: () => Promise<Registry>,
): Promise<RunAccess> {
  const store = await openStore(location);
  const { runs } = store;
  return {
    where: store.location,
    mode: store.mode === 'embedded' ? 'folder' : 'database',
    list: async (query) => asJson(await runs.list(query)),
    get: async (id) => asJson({ run: await runs.require(id), epochs: await runs.epochs(id) }),
    workers: async () => asJson(await store.workers.list()),
    stop: (id) => runs.stop(id),
    pause: (id) => runs.pause(id),
    resume: (id) => runs.resume(id),
    continue: async (id, epochs) => continueRun(store, await loadRegistry(), id, epochs),
    fork: async (id, spec) => {
      const { runIds } = await forkRun(store, await loadRegistry(), id, spec === undefined ? {} : { spec });
      return runIds[0] as string;
    },
    table: (id, table, format) => exportRun(store, id, table, format),
    async *file(id, kind) {
      yield* (await openRunFile(store, id, kind)).pieces;
    },
    close: () => store.close(),
  };
}

function asJson<Value>(value: Value): Json<Value> {
  return JSON.parse(JSON.stringify(value)) as Json<Value>;
}
