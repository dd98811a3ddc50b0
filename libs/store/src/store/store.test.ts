import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  kill9,
  newPlace,
  openTestStore,
  startServer,
  testServer,
  type TestPlace,
} from '../../test-support/harness.ts';
import { openStore } from './store.ts';

let place: TestPlace;
beforeEach(async () => {
  place = await newPlace();
});
afterEach(() => place.remove());

test.skipIf(testServer !== undefined)('a second process on the same folder is told who has it', async () => {
  await (await openTestStore(place.where)).close();
  const server = await startServer(place.where);
  const error = await openStore({ dataDir: place.where }).catch((caught: unknown) => caught as Error);
  expect(error).toMatchObject({ code: 'E_STORE_LOCKED' });
  expect((error as Error).message).toContain(`process ${server.pid}`);
  expect((error as Error).message).toContain('http://127.0.0.1:4000');
  await kill9(server);
  await (await openStore({ dataDir: place.where })).close();
});

test.skipIf(testServer !== undefined)('a backup opens as a new folder with everything in it', async () => {
  const store = await openTestStore(place.where);
  const { id } = await store.experiments.create({
    name: 'kept',
    kind: 'single',
    spec: {},
    specHash: 'h',
    runs: [],
  });
  const template = await store.backup();
  await store.close();
  const other = await newPlace();
  const copy = await openStore({ dataDir: other.where }, { template });
  expect(await copy.experiments.get(id)).toMatchObject({ name: 'kept' });
  await copy.close();
  await other.remove();
});

test('what is stored is there when the store is opened again', async () => {
  const store = await openTestStore(place.where);
  const { id, runIds } = await store.experiments.create({
    name: 'kept',
    kind: 'single',
    spec: { a: 1 },
    specHash: 'h',
    runs: [{ name: 'a run', spec: { b: 2 } }],
  });
  await store.close();
  const again = await openTestStore(place.where);
  expect(await again.experiments.get(id)).toMatchObject({ spec: { a: 1 }, runCounts: { queued: 1 } });
  expect(await again.runs.get(runIds[0] ?? '')).toMatchObject({
    name: 'a run',
    spec: { b: 2 },
    status: 'queued',
  });
  await again.close();
});

test('an address that leads nowhere, or is none, is refused with what to check', async () => {
  const nowhere = openStore({ databaseUrl: 'postgres://user:secret@127.0.0.1:1/none' });
  await expect(nowhere).rejects.toMatchObject({ code: 'E_STORE_CONNECT' });
  await expect(nowhere).rejects.not.toThrow(/secret/);
  await expect(openStore({ databaseUrl: 'none' })).rejects.toMatchObject({ code: 'E_STORE_URL' });
});
