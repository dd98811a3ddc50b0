import { describe, expect, it } from 'vitest';
import { labelledSource } from '../_testing/sources.ts';
import { memorySource } from './memory-source.ts';

const info = {
  task: 'classification',
  inputShape: [2],
  numOutputs: 3,
  outputNames: ['a', 'b', 'c'],
  numExamples: 2,
  licence: 'none',
  source: 'made here',
} as const;

describe('memorySource', () => {
  it('reads in the order asked, repeats included, into fresh arrays', async () => {
    const source = memorySource(info, { inputs: Uint8Array.of(1, 2, 3, 4), targets: Int32Array.of(2, 0) });
    const batch = await source.read(Int32Array.of(1, 0, 1));
    expect([...batch.inputs]).toEqual([3, 4, 1, 2, 3, 4]);
    expect([...batch.targets]).toEqual([0, 2, 0]);
    batch.inputs.fill(9);
    expect([...(await source.read(Int32Array.of(0))).inputs]).toEqual([1, 2]);
  });

  it('reads whole target rows when there are no classes', async () => {
    const source = memorySource(
      { ...info, task: 'regression', numOutputs: 2, outputNames: ['x', 'y'] },
      { inputs: new Float32Array(4), targets: Float32Array.of(1, 2, 3, 4) },
    );
    expect(source.labels).toBeUndefined();
    expect([...(await source.read(Int32Array.of(1))).targets]).toEqual([3, 4]);
  });

  it.each([
    ['too few inputs', new Float32Array(3), Int32Array.of(0, 1)],
    ['too many targets', new Float32Array(4), Int32Array.of(0, 1, 2)],
    ['a class out of range', new Float32Array(4), Int32Array.of(0, 3)],
    ['a fractional class', new Float32Array(4), Float32Array.of(0, 0.5)],
  ])('refuses %s', (_, inputs, targets) => {
    expect(() => memorySource(info, { inputs, targets })).toThrow(
      expect.objectContaining({ code: 'E_DATA_FORMAT' }),
    );
  });

  it('refuses an index that is not there', async () => {
    await expect(labelledSource([0], 1).read(Int32Array.of(1))).rejects.toMatchObject({
      code: 'E_DATA_INDEX',
    });
  });
});
