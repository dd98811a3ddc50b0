import { readFile } from 'node:fs/promises';
import { createRegistry, numElements, type DataSet } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';
import { dataPreset } from '../preset/preset.ts';

const registry = createRegistry().use(...dataPreset);

function classCounts(labels: Int32Array | undefined): number[] {
  const counts: number[] = [];
  labels?.forEach((label) => (counts[label] = (counts[label] ?? 0) + 1));
  return counts;
}

describe('digits', () => {
  it('holds 1,797 images with the class counts of scikit-learn, values from 0 to 16', async () => {
    const source = await registry.create('data-set', 'digits').load();
    // sklearn.datasets.load_digits: numpy.bincount(target).
    expect(classCounts(source.labels)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    const { inputs, targets } = await source.read(Int32Array.of(0, 1796));
    expect([...targets]).toEqual([0, 8]);
    // The first row of digits.csv.
    expect([...inputs.subarray(0, 8)]).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect(Math.max(...inputs)).toBe(16);
  });

  it('is loaded once for all its users', async () => {
    const [first, second] = [registry.create('data-set', 'digits'), registry.create('data-set', 'digits')];
    expect(await first.load()).toBe(await second.load());
  });
});

describe('fashion-mnist-mini', () => {
  it('holds 1,200 images per class, close to the mean of the whole', async () => {
    const source = await registry.create('data-set', 'fashion-mnist-mini').load();
    expect(classCounts(source.labels)).toEqual(Array.from({ length: 10 }, () => 1200));
    const { inputs } = await source.read(Int32Array.from({ length: 12_000 }, (_, i) => i));
    const mean = inputs.reduce((sum, value) => sum + value, 0) / inputs.length / 255;
    // All 60,000 training images have mean 0.2860; a sample of 12,000 strays by about 0.001.
    expect(mean).toBeCloseTo(0.286, 2);
  });
});

describe('a bundled data set', () => {
  const facts = {
    name: 'digits',
    url: new URL('../../assets/digits.bin', import.meta.url),
    record: assetRecords.digits,
    task: 'classification',
    inputShape: [8, 8, 1],
    outputNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    licence: 'none',
    source: 'none',
  } as const;

  it('tells its facts without being loaded', () => {
    const { info } = registry.create('data-set', 'digits');
    expect(info.numExamples * numElements(info.inputShape)).toBe(1797 * 64);
    expect(info.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  const damaged = (record: Partial<typeof assetRecords.digits> & object, url = facts.url): DataSet =>
    bundledDataSet({ ...facts, record: { ...assetRecords.digits, ...record }, url });

  it('refuses bytes that are not the published ones', async () => {
    await expect(damaged({ sha256: '00' } as object).load()).rejects.toMatchObject({
      code: 'E_DATA_CHECKSUM',
    });
  });

  it('says so when the file is missing', async () => {
    const url = new URL('./nowhere.bin', import.meta.url);
    await expect(damaged({}, url).load()).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
  });

  it('can be fetched as in a browser', async () => {
    const bytes = await readFile(facts.url);
    const url = new URL(`data:application/octet-stream;base64,${bytes.toString('base64')}`);
    expect((await damaged({}, url).load()).length).toBe(1797);
  });
});
