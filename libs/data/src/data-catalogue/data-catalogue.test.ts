import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@convlab/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogue } from '../download/catalogue.ts';
import { dataPreset } from '../preset/preset.ts';
import { listDataSets } from './data-catalogue.ts';

let folder: string;
const before = process.env['CONVLAB_DATA'];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-data-'));
  process.env['CONVLAB_DATA'] = folder;
});

afterEach(async () => {
  if (before === undefined) delete process.env['CONVLAB_DATA'];
  else process.env['CONVLAB_DATA'] = before;
  await rm(folder, { recursive: true });
});

it('says where the examples of each data set are', async () => {
  const registry = createRegistry().use(...dataPreset);
  const placeOf = async (id: string) =>
    (await listDataSets(registry)).find((entry) => entry.id === `convlab/${id}`)?.place;
  expect(await placeOf('digits')).toBe('here');
  expect(await placeOf('spirals')).toBe('here');
  expect(await placeOf('image-folder')).toBe('yours');
  expect(await placeOf('mnist')).toBe('to-fetch');
  await mkdir(join(folder, 'mnist'));
  const files = catalogue.mnist.map(({ name }) => join(folder, 'mnist', name));
  for (const file of files.slice(1)) await writeFile(file, '');
  expect(await placeOf('mnist')).toBe('to-fetch');
  await writeFile(files[0] ?? '', '');
  expect(await placeOf('mnist')).toBe('fetched');
  expect((await listDataSets(registry)).find(({ id }) => id === 'convlab/mnist')?.info?.numExamples).toBe(
    70_000,
  );
});
