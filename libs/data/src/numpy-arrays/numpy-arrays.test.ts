import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@convlab/core';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numpyArrays } from './numpy-arrays.ts';

const registry = createRegistry().use(numpyArrays);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-npz-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** An array as `numpy.save` writes it, format version 1.0. */
function npy(type: '|u1' | '<i4' | '<f4', shape: readonly number[], values: readonly number[]): Uint8Array {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = text.padEnd(118 - 1) + '\n';
  const data =
    type === '|u1'
      ? Uint8Array.from(values)
      : type === '<i4'
        ? Int32Array.from(values)
        : Float32Array.from(values);
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]),
    Buffer.from(header),
    Buffer.from(data.buffer),
  ]);
}

async function save(arrays: Record<string, Uint8Array>): Promise<string> {
  const path = join(folder, 'arrays.npz');
  await writeFile(path, zipSync(Object.fromEntries(Object.entries(arrays).map(([k, v]) => [`${k}.npy`, v]))));
  return path;
}

describe('numpy', () => {
  it('makes a data set of grey images and classes', async () => {
    const path = await save({
      x_train: npy('|u1', [3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]),
      y_train: npy('<i4', [3], [0, 2, 1]),
    });
    const dataSet = registry.create('data-set', { id: 'numpy', path, inputs: 'x_train', targets: 'y_train' });
    expect(dataSet.info).toMatchObject({
      task: 'classification',
      inputShape: [2, 2, 1],
      inputRange: [0, 255],
      numOutputs: 3,
      numExamples: 3,
    });
    const source = await dataSet.load();
    expect([...(source.labels ?? [])]).toEqual([0, 2, 1]);
    expect([...(await source.read(Int32Array.of(2))).inputs]).toEqual([8, 9, 10, 255]);
  });

  it('makes a data set of vectors and values, and follows the file', async () => {
    const arrays = { x: npy('<f4', [2, 3], [1, 2, 3, 4, 5, 6]), y: npy('<f4', [2, 2], [0.5, 1, -1, 2]) };
    const path = await save(arrays);
    const create = () => registry.create('data-set', { id: 'numpy', path, task: 'regression' });
    expect(create().info).toMatchObject({ inputShape: [3], numOutputs: 2, outputNames: ['y 0', 'y 1'] });
    expect([...(await (await create().load()).read(Int32Array.of(1))).targets]).toEqual([-1, 2]);
    await save({ ...arrays, x: npy('<f4', [2, 1], [7, 8]) });
    expect(create().info.inputShape).toEqual([1]);
  });

  it.each([
    ['an array that is not there', { x: npy('<f4', [1, 1], [1]) }, 'no array "y"'],
    ['targets of another number', { x: npy('<f4', [1, 1], [1]), y: npy('<i4', [2], [0, 1]) }, 'does not fit'],
    [
      'classes that are no indices',
      { x: npy('<f4', [2, 1], [1, 2]), y: npy('<i4', [2], [-1, 1]) },
      'class of example 0',
    ],
    [
      'examples without features',
      { x: npy('<f4', [2], [1, 2]), y: npy('<i4', [2], [0, 1]) },
      'holds no examples',
    ],
  ])('refuses %s', async (_what, arrays, message) => {
    const path = await save(arrays);
    const dataSet = registry.create('data-set', { id: 'numpy', path });
    await expect(dataSet.load()).rejects.toThrow(message);
    await expect(dataSet.load()).rejects.toMatchObject({ code: 'E_DATA_FORMAT' });
  });

  it('says what is missing', async () => {
    const dataSet = registry.create('data-set', { id: 'numpy', path: join(folder, 'none.npz') });
    await expect(dataSet.load()).rejects.toMatchObject({
      code: 'E_DATA_MISSING',
      message: expect.stringContaining(`cannot be read on ${hostname()}`) as string,
    });
  });
});
