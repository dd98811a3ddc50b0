import type { EpochPredictions } from '@convlab/training';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import { databaseOf, type Store } from '../store/store.ts';
import { forgetPredictions, writePredictions } from './predictions.ts';

let place: TestPlace;
let store: Store;
beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

async function newRun(): Promise<string> {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  return runIds[0] as string;
}

async function write(id: string, predictions: EpochPredictions, best: boolean): Promise<void> {
  const database = databaseOf(store);
  await database.db.transaction((tx) => writePredictions(database, tx, id, predictions, best));
}

const at = (epoch: number, stays: boolean): EpochPredictions => ({
  epoch,
  stays,
  classes: Uint16Array.of(epoch, 40_000),
  confidences: Uint8Array.of(epoch % 256, 7),
});
const examples = { indices: Int32Array.of(3, 1 << 20), truths: Uint16Array.of(65_535, 256) };

test('come back as they were, two bytes wide where there are many classes', async () => {
  const id = await newRun();
  expect(await store.predictions.history(id)).toBeUndefined();
  await write(id, { ...at(1, true), examples }, true);
  // Told again by whoever went on after an interruption.
  await write(id, { ...at(300, true), examples }, false);
  expect(await store.predictions.history(id)).toEqual({
    ...examples,
    epochs: [1, 300],
    classes: [Uint16Array.of(1, 40_000), Uint16Array.of(300, 40_000)],
  });
  expect(await store.predictions.confidences(id, 300)).toEqual(Uint8Array.of(44, 7));
});

test('of a best epoch give way to the next best, unless they stay', async () => {
  const id = await newRun();
  const epochs = async () => (await store.predictions.history(id))?.epochs;
  await write(id, { ...at(1, true), examples }, true);
  await write(id, at(2, false), true);
  await write(id, at(3, true), false);
  expect(await epochs()).toEqual([1, 2, 3]);
  await write(id, at(4, false), true);
  expect(await epochs()).toEqual([1, 3, 4]);
  await write(id, at(5, true), true);
  expect(await epochs()).toEqual([1, 3, 5]);
  await databaseOf(store).db.transaction((tx) => forgetPredictions(tx, id, 1));
  expect(await epochs()).toEqual([1]);
});

test('of a run that went on and on are read at forty of its epochs, both ends and the best among them', async () => {
  const id = await newRun();
  await write(id, { ...at(1, true), examples }, true);
  for (let epoch = 2; epoch <= 90; epoch += 1) if (epoch !== 50) await write(id, at(epoch, true), false);
  await write(id, at(50, false), true);
  const { epochs = [], classes = [] } = (await store.predictions.history(id)) ?? {};
  expect([epochs.length, epochs[0], epochs.at(-1), epochs.includes(50)]).toEqual([41, 1, 90, true]);
  expect(classes.map(([first]) => first)).toEqual(epochs);
});
