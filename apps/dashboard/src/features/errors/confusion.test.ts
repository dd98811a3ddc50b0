import { describe, expect, it } from 'vitest';
import { byConfusion, countMistakes, rowShares, worstConfusion } from './confusion.ts';

const MATRIX = [
  [8, 0, 2],
  [0, 5, 0],
  [4, 1, 0],
];

describe('confusions', () => {
  it('order classes by what goes wrong in their row and column', () => {
    // Row and column off the diagonal: 2 + 4, 0 + 1, 5 + 2.
    expect(byConfusion(MATRIX)).toEqual([2, 0, 1]);
  });

  it('are shares of the true class', () => {
    expect(rowShares(MATRIX)[0]).toEqual([0.8, 0, 0.2]);
    expect(rowShares([[0]])).toEqual([[null]]);
  });

  it('name the most frequent mistake and count all', () => {
    expect(worstConfusion(MATRIX)).toEqual({ truth: 2, predicted: 0, count: 4 });
    expect(worstConfusion([[3]])).toBeUndefined();
    expect(countMistakes(MATRIX)).toEqual({ wrong: 7, all: 20 });
  });
});
