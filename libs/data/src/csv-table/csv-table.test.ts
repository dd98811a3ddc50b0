import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@convlab/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvTable } from './csv-table.ts';

const registry = createRegistry().use(csvTable);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-csv-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('csv', () => {
  it('is a data set from a file', async () => {
    const path = join(folder, 'table.csv');
    await writeFile(path, 'size,weight,kind\n1,2,cat\n3,4,dog\n');
    const dataSet = registry.create('data-set', { id: 'csv', path });
    expect(dataSet.info).toMatchObject({ outputNames: ['cat', 'dog'], inputShape: [2], source: path });
    expect([...((await dataSet.load()).labels ?? [])]).toEqual([0, 1]);
    const values = registry.create('data-set', {
      id: 'csv',
      path: join(folder, 'none.csv'),
      task: 'regression',
    });
    await expect(values.load()).rejects.toMatchObject({
      code: 'E_DATA_MISSING',
      message: expect.stringContaining(`cannot be read on ${hostname()}`) as string,
    });
  });

  it('refuses a text cell with its place', async () => {
    const path = join(folder, 'table.csv');
    await writeFile(path, 'size,weight\n1,2\nlarge,4\n');
    const dataSet = registry.create('data-set', { id: 'csv', path, task: 'regression' });
    await expect(dataSet.load()).rejects.toThrow('Row 3, column "size"');
  });
});
