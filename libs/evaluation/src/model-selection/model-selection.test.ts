import { describe, expect, it } from 'vitest';
import { openTestSet, selectModel, unopenedTestSet, type Candidate } from './model-selection.ts';

const candidates: Candidate[] = [
  { id: 'large', validationErrors: [0.1, 0.12, 0.11], numWeights: 1000 },
  { id: 'small', validationErrors: [0.11, 0.12, 0.115], numWeights: 100 },
  { id: 'tiny', validationErrors: [0.3, 0.31, 0.32], numWeights: 10 },
];

describe('selectModel', () => {
  it('takes the least mean validation error', () => {
    const { chosen, ranking } = selectModel(candidates);
    expect(chosen).toBe('large');
    expect(ranking.map(({ id }) => id)).toEqual(['large', 'small', 'tiny']);
    expect(ranking[0]?.mean).toBeCloseTo(0.11, 12);
    // Deviation 0.01 over the square root of 3.
    expect(ranking[0]?.standardError).toBeCloseTo(0.01 / Math.sqrt(3), 12);
  });

  it('takes the smallest within one standard error when asked', () => {
    expect(selectModel(candidates, 'one-standard-error').chosen).toBe('small');
  });

  it('takes the smaller of equals, and knows no error of a single value', () => {
    const equals = [500, 50].map((numWeights) => ({
      id: `${numWeights}`,
      validationErrors: [0.2],
      numWeights,
    }));
    const { chosen, ranking } = selectModel(equals);
    expect(chosen).toBe('50');
    expect(ranking[0]?.standardError).toBeNull();
  });

  it.each([
    ['nothing', []],
    ['a repeated id', [candidates[0], candidates[0]]],
    ['no error', [{ id: 'a', validationErrors: [], numWeights: 1 }]],
    ['an error that is no number', [{ id: 'a', validationErrors: [NaN], numWeights: 1 }]],
  ])('refuses %s', (_, list) => {
    expect(() => selectModel(list as Candidate[])).toThrow(
      expect.objectContaining({ code: 'E_SELECTION_CANDIDATES' }),
    );
  });
});

describe('openTestSet', () => {
  it('opens once, and refuses the second time', () => {
    const opened = openTestSet(unopenedTestSet, 'large');
    expect(opened.openings).toEqual(['large']);
    expect(unopenedTestSet.openings).toEqual([]);
    expect(() => openTestSet(opened, 'small')).toThrow(
      expect.objectContaining({ code: 'E_TEST_SET_OPENED' }),
    );
  });

  it('counts when asked by name', () => {
    const twice = openTestSet(openTestSet(unopenedTestSet, 'large'), 'small', { again: true });
    expect(twice.openings).toEqual(['large', 'small']);
  });
});
