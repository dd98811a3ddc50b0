import { createRegistry, createRng, isConvlabError } from '@convlab/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../memory-source/memory-source.ts';
import { labelledSource } from '../_testing/sources.ts';
import { stratified } from './stratified.ts';

const registry = createRegistry().use(stratified);
const fractions = { train: 0.7, validation: 0.15, test: 0.15 };

describe('stratified', () => {
  it('is disjoint, exhaustive and within one example of every class share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 2, maxLength: 12 }),
        fc.integer(),
        (sizes, seed) => {
          const labels = sizes.flatMap((size, label) => Array.from({ length: size }, () => label));
          const source = labelledSource(labels, sizes.length);
          const parts = registry.create('split', 'stratified').split(source, createRng(seed));
          const all = [...parts.train, ...parts.validation, ...parts.test].sort((a, b) => a - b);
          expect(all).toEqual([...labels.keys()]);
          for (const name of ['train', 'validation', 'test'] as const) {
            sizes.forEach((size, label) => {
              const count = parts[name].filter((index) => labels[index] === label).length;
              expect(Math.abs(count - size * fractions[name])).toBeLessThan(1);
            });
            expect(Math.abs(parts[name].length - labels.length * fractions[name])).toBeLessThan(2);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives the same parts for the same seed and others for another', () => {
    const source = labelledSource(
      Array.from({ length: 200 }, (_, i) => i % 4),
      4,
    );
    const split = registry.create('split', 'stratified');
    expect(split.split(source, createRng(3))).toEqual(split.split(source, createRng(3)));
    expect(split.split(source, createRng(3)).train).not.toEqual(split.split(source, createRng(4)).train);
  });

  it('comes in random order, so that a prefix is a sample of all classes', () => {
    const labels = Array.from({ length: 400 }, (_, i) => Math.floor(i / 100));
    const { train } = registry.create('split', 'stratified').split(labelledSource(labels, 4), createRng(1));
    expect(new Set([...train.subarray(0, 40)].map((index) => labels[index])).size).toBe(4);
  });

  it('splits regression at random', () => {
    const source = memorySource(
      {
        task: 'regression',
        inputShape: [1],
        numOutputs: 1,
        outputNames: ['y'],
        numExamples: 100,
        licence: 'none',
        source: 'made here',
      },
      { inputs: new Float32Array(100), targets: new Float32Array(100) },
    );
    const { train, validation, test } = registry.create('split', 'stratified').split(source, createRng(1));
    expect([train.length, validation.length, test.length]).toEqual([70, 15, 15]);
  });

  it.each([
    ['a class without examples', [0, 0, 0, 2, 2, 2], 3, 'E_DATA_EMPTY_CLASS'],
    ['too few examples for a part', [0, 1], 2, 'E_DATA_SPLIT'],
  ])('refuses %s', (_, labels, numClasses, code) => {
    const split = registry.create('split', 'stratified');
    try {
      split.split(labelledSource(labels, numClasses), createRng(1));
      expect.unreachable();
    } catch (error) {
      expect(isConvlabError(error) && error.code).toBe(code);
    }
  });

  it('refuses fractions that do not add up', () => {
    expect(registry.parse('split', { id: 'stratified', train: 0.9 }).ok).toBe(false);
  });
});
