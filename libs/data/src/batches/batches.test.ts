import { createRng, type ExampleSource } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { labelledSource } from '../_testing/sources.ts';
import { batches, numBatches } from './batches.ts';

const source = labelledSource([0, 1, 0, 1, 0, 1, 0], 2);
const indices = Int32Array.of(6, 5, 4, 3, 2);

async function inputsOf(batchesOfEpoch: ReturnType<typeof batches>): Promise<number[][]> {
  const all: number[][] = [];
  for await (const batch of batchesOfEpoch) all.push([...batch.inputs]);
  return all;
}

describe('batches', () => {
  it('keeps the order without shuffling; the last batch holds the rest', async () => {
    expect(await inputsOf(batches(source, indices, { batchSize: 2 }))).toEqual([[6, 5], [4, 3], [2]]);
    expect(numBatches(5, 2)).toBe(3);
  });

  it('gives one batch for "full" and none for no examples', async () => {
    expect(await inputsOf(batches(source, indices, { batchSize: 'full' }))).toEqual([[6, 5, 4, 3, 2]]);
    expect(await inputsOf(batches(source, new Int32Array(), { batchSize: 'full' }))).toEqual([]);
    expect(numBatches(0, 'full')).toBe(0);
  });

  it('shuffles by epoch: each example once, another order each epoch, the same for the same seed', async () => {
    const large = labelledSource(
      Array.from({ length: 100 }, () => 0),
      1,
    );
    const all = Int32Array.from({ length: 100 }, (_, i) => i);
    const epoch = async (number: number) =>
      (
        await inputsOf(batches(large, all, { batchSize: 7, shuffle: true, rng: createRng(1), epoch: number }))
      ).flat();
    const first = await epoch(1);
    expect([...first].sort((a, b) => a - b)).toEqual([...all]);
    expect(await epoch(1)).toEqual(first);
    expect(await epoch(2)).not.toEqual(first);
  });

  it('reads the next batch while the present one is in use, and no further', async () => {
    const reads: number[] = [];
    const counting: ExampleSource = {
      ...source,
      read: (wanted) => {
        reads.push(wanted.length);
        return source.read(wanted);
      },
    };
    const iterator = batches(counting, indices, { batchSize: 1 });
    await iterator.next();
    expect(reads.length).toBe(2);
    await iterator.return();
    expect(reads.length).toBe(2);
  });

  it('passes on a failure to read', async () => {
    const failing: ExampleSource = {
      ...source,
      read: async (wanted) => {
        if (wanted.includes(4)) throw new Error('disk gone');
        return source.read(wanted);
      },
    };
    await expect(inputsOf(batches(failing, indices, { batchSize: 2 }))).rejects.toThrow('disk gone');
    const stopped = batches(failing, indices, { batchSize: 2 });
    await stopped.next();
    await stopped.return();
  });

  it.each([0, -1, 1.5, NaN])('refuses the batch size %d', async (batchSize) => {
    await expect(inputsOf(batches(source, indices, { batchSize }))).rejects.toThrow('batch size');
  });

  it('refuses to shuffle without a stream', async () => {
    await expect(inputsOf(batches(source, indices, { batchSize: 2, shuffle: true }))).rejects.toThrow(
      'random stream',
    );
  });
});
