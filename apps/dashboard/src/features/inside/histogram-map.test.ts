import { describe, expect, it } from 'vitest';
import { describeHistograms, histogramMap, type Snapshot } from './histogram-map.ts';

const snapshot = (epoch: number, low: number, high: number, counts: number[], std = 1): Snapshot => ({
  epoch,
  histogram: { low, high, mean: 0, std, counts, notFinite: 0 },
});

describe('histogramMap', () => {
  it('spreads bins over one axis and loses nothing', () => {
    const map = histogramMap([snapshot(1, -1, 1, [8, 8]), snapshot(5, -2, 2, [1, 2, 0])]);
    expect(map.columns).toEqual(['1', '5']);
    expect(map.rows).toHaveLength(16);
    expect([map.rows[0], map.rows[7], map.rows[15]]).toEqual(['1.75', '0.00', '−2.00']);
    const columns = map.columns.map((_, i) => map.values.map((row) => row[i] as number));
    for (const column of columns) expect(column.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // The first is even over the middle half of the axis, and nothing is beyond it.
    expect(columns[0]?.slice(0, 3)).toEqual(new Array(3).fill(0));
    for (const share of columns[0]?.slice(4, 12) ?? []) expect(share).toBeCloseTo(1 / 8, 9);
    // A third of the second is evenly in the lowest third of the axis, 16 / 3 rows; the highest third is empty.
    for (const share of columns[1]?.slice(11) ?? []) expect(share).toBeCloseTo(1 / 16, 9);
    expect(columns[1]?.slice(0, 5)).toEqual(new Array(5).fill(0));
  });

  it('draws equal values, and nothing of nothing', () => {
    const map = histogramMap([snapshot(1, 0, 0, [9])]);
    expect(map.values.flat().filter((share) => share > 0)).toEqual([1]);
    expect(histogramMap([snapshot(1, 0, 0, [])]).rows).toEqual([]);
  });
});

describe('describeHistograms', () => {
  it('tells the change of the spread and the zeros', () => {
    const both = [snapshot(1, -1, 1, [1], 0.1), snapshot(9, -1, 1, [1], 0.2)];
    expect(describeHistograms('conv1', both, 0.38)).toMatch(
      /^conv1: SD .* at epoch 9, 2\.0 times that of epoch 1; mean .*; 38.*% of the weights are exactly zero\.$/,
    );
    expect(describeHistograms('conv1', both.slice(0, 1), null)).toMatch(
      /^conv1: SD .* at epoch 1; mean .*\.$/,
    );
  });

  it('counts what is no number', () => {
    const broken = { epoch: 2, histogram: { low: 0, high: 0, mean: 0, std: 0, counts: [], notFinite: 12 } };
    expect(describeHistograms('fc', [broken], null)).toBe(
      'fc has no finite value at epoch 2; 12 are no finite number.',
    );
  });
});
