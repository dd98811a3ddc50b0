import { createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { labelledSource, trainingPart } from '../_testing/sources.ts';
import { bootstrapSubset, learningPart, trainingSubset } from './subsets.ts';

const labels = Array.from({ length: 120 }, (_, i) => (i < 100 ? 0 : 1));
const source = labelledSource(labels, 2);
const train = trainingPart(...labels.keys());

describe('trainingSubset', () => {
  it('keeps the classes’ proportions, and smaller samples lie within larger ones', () => {
    const at = (fraction: number) => new Set(trainingSubset(source, train, fraction, createRng(1)));
    const [eighth, quarter, half, whole] = [at(0.125), at(0.25), at(0.5), at(1)] as const;
    expect([...half].filter((index) => labels[index] === 1).length).toBe(10);
    const within = (small: Set<number>, large: Set<number>) => [...small].every((index) => large.has(index));
    expect(within(eighth, quarter) && within(quarter, half) && within(half, whole)).toBe(true);
    expect(whole.size).toBe(120);
  });

  it('never loses a class', () => {
    expect([...trainingSubset(source, train, 0.001, createRng(1))].map((index) => labels[index])).toContain(
      1,
    );
  });

  it.each([0, -1, 1.1, NaN])('refuses the fraction %d', (fraction) => {
    expect(() => trainingSubset(source, train, fraction, createRng(1))).toThrow('fraction');
  });
});

describe('bootstrapSubset', () => {
  it('draws as many with replacement: about 63 % different ones', () => {
    const large = trainingPart(...Array.from({ length: 2000 }, (_, i) => 3 * i));
    const sample = bootstrapSubset(large, createRng(5));
    expect(sample.length).toBe(2000);
    expect(sample.every((index) => index % 3 === 0)).toBe(true);
    expect(new Set(sample).size / 2000).toBeCloseTo(1 - Math.exp(-1), 1);
  });
});

describe('learningPart', () => {
  it('is training and validation together', () => {
    const split = { train: trainingPart(1, 2), validation: Int32Array.of(5), test: Int32Array.of(9) };
    expect([...learningPart(split, createRng(1))].sort()).toEqual([1, 2, 5]);
  });
});
