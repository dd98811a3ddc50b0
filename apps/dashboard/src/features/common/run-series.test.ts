import { describe, expect, it } from 'vitest';
import {
  epochPositions,
  metricPoints,
  runMarks,
  secondMetric,
  splitSeries,
  stepPosition,
} from './run-series.ts';

const epoch = (number: number, rest: object = {}) => ({
  epoch: number,
  step: number * 10,
  metrics: { 'train/loss': 3 - number, 'validation/loss': 4 - number, 'validation/accuracy': 0.5 },
  learningRate: 0.1,
  durationMs: 2000,
  attempt: 1,
  ...rest,
});
const epochs = [epoch(1), epoch(2), epoch(3)];

it('places epochs on every axis', () => {
  expect(epochPositions(epochs, 'epoch', { numTrain: 640 })).toEqual([1, 2, 3]);
  expect(epochPositions(epochs, 'update', { numTrain: 640 })).toEqual([10, 20, 30]);
  expect(epochPositions(epochs, 'examples', { numTrain: 640 })).toEqual([640, 1280, 1920]);
  expect(epochPositions(epochs, 'seconds', { numTrain: 640 })).toEqual([2, 4, 6]);
  // A forward pass, and a backward pass that costs two.
  expect(epochPositions(epochs, 'work', { numTrain: 640, multiplyAdds: 1e6 })).toEqual([
    1.92e9, 3.84e9, 5.76e9,
  ]);
  const unknown = epochPositions(epochs, 'work', { numTrain: 640 });
  expect(metricPoints(epochs, unknown, 'validation/loss')).toEqual([]);
});

it('places updates between their epochs', () => {
  const positions = epochPositions(epochs, 'seconds', { numTrain: null });
  expect([0, 5, 10, 25, 30].map((step) => stepPosition(step, epochs, positions, 'seconds'))).toEqual([
    0, 1, 2, 5, 6,
  ]);
  expect(stepPosition(7, epochs, positions, 'update')).toBe(7);
  // Past the last finished epoch it goes on at the same pace.
  expect(stepPosition(35, epochs, positions, 'seconds')).toBe(7);
});

it('draws the splits that were measured', () => {
  expect(splitSeries(epochs, [1, 2, 3], 'loss', 4).map(({ key, dash }) => [key, dash])).toEqual([
    ['validation', 'solid'],
    ['train', 'dotted'],
  ]);
  expect(metricPoints([epoch(1, { metrics: { 'validation/loss': null } })], [1], 'validation/loss')).toEqual([
    { x: 1, y: null },
  ]);
});

describe('runMarks', () => {
  it('tells the best epoch, resumption, a drop of the rate and early stopping', () => {
    const eventful = [epoch(1), epoch(2, { attempt: 2 }), epoch(3, { attempt: 2, learningRate: 0.01 })];
    const marks = runMarks(eventful, [1, 2, 3], { bestEpoch: 2, stoppedEarly: true });
    expect(marks.map(({ kind, x }) => [kind, x])).toEqual([
      ['best', 2],
      ['resume', 2],
      ['learning-rate', 3],
      ['early-stop', 3],
    ]);
  });
});

it('chooses what stands beside the loss', () => {
  expect(secondMetric(epochs)).toBe('accuracy');
  expect(secondMetric([epoch(1, { metrics: { 'validation/loss': 1, 'validation/r2': 0.5 } })])).toBe('r2');
  expect(secondMetric([])).toBeUndefined();
});
