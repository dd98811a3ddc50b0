import { expect, it } from 'vitest';
import { pairExamples } from './compare.ts';

const set = (indices: number[], targets: number[], outputs: number[], numOutputs: number) => ({
  indices: Int32Array.from(indices),
  targets: Int32Array.from(targets),
  outputs: Float32Array.from(outputs),
  length: indices.length,
  numOutputs,
});

it('pairs the examples that both have, whatever their order', () => {
  const first = set([7, 3, 9], [0, 1, 1], [0.75, 0.25, 0.1, 0.9, 0, 1], 2);
  const second = set([3, 7], [1, 0], [0.8, 0.2, 0.5, 0.5], 2);
  const pairs = pairExamples(first, second);
  expect(pairs.map(({ index, target }) => [index, target])).toEqual([
    [7, 0],
    [3, 1],
  ]);
  expect(pairs.map((one) => [one.first.predicted, one.second.predicted])).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(pairs[0]?.first.confidence).toBeCloseTo(0.75, 6);
  expect(pairs[1]?.second.confidence).toBeCloseTo(0.8, 6);
});

it('leaves out what has another target: the data sets differ', () => {
  expect(pairExamples(set([1], [0], [1, 0], 2), set([1], [1], [1, 0], 2))).toEqual([]);
});

it('takes one output for the probability of the second class', () => {
  const one = set([1, 2], [1, 0], [0.9, 0.2], 1);
  expect(pairExamples(one, one).map(({ first }) => first.predicted)).toEqual([1, 0]);
  expect(pairExamples(one, one)[1]?.first.confidence).toBeCloseTo(0.8, 6);
});
