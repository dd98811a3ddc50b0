import { createRegistry } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { dataPreset } from '../preset/preset.ts';

const registry = createRegistry().use(...dataPreset);

/* Rows of scikit-learn 1.2.1: load_X().data[i], .target; class counts by numpy.bincount. */
describe.each([
  ['iris', 150, [50, 50, 50], 0, [5.1, 3.5, 1.4, 0.2], 0],
  [
    'wine',
    178,
    [59, 71, 48],
    177,
    [14.13, 4.1, 2.74, 24.5, 96, 2.05, 0.76, 0.56, 1.35, 9.2, 0.61, 1.6, 560],
    2,
  ],
  ['breast-cancer', 569, [212, 357], 0, [17.99, 10.38, 122.8, 1001], 0],
] as const)('%s', (id, length, counts, row, inputs, target) => {
  it('holds the published rows', async () => {
    const source = await registry.create('data-set', id).load();
    expect(source.length).toBe(length);
    expect(counts.map((_, label) => source.labels?.filter((other) => other === label).length)).toEqual(
      counts,
    );
    const batch = await source.read(Int32Array.of(row));
    expect([...batch.inputs.subarray(0, inputs.length)]).toEqual([...Float32Array.from(inputs)]);
    expect([...batch.targets]).toEqual([target]);
  });
});

describe('diabetes', () => {
  it('holds the published rows, and targets from 25 to 346', async () => {
    const source = await registry.create('data-set', 'diabetes').load();
    const { inputs, targets } = await source.read(Int32Array.from({ length: source.length }, (_, i) => i));
    expect([...inputs.subarray(0, 4)]).toEqual([...Float32Array.of(59, 2, 32.1, 101)]);
    expect(targets.length).toBe(442);
    expect([Math.min(...targets), Math.max(...targets)]).toEqual([25, 346]);
    expect(source.labels).toBeUndefined();
  });
});
