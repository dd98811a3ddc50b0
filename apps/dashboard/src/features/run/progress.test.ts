import { describe, expect, it } from 'vitest';
import { progressOf } from './progress.ts';

const input = { epoch: 0, plannedEpochs: 20, step: 0, stepsPerEpoch: 40, epochDurationsMs: [] };

describe('progressOf', () => {
  it('counts the steps of the epoch under way', () => {
    expect(progressOf({ ...input, epoch: 5, step: 220 }).fraction).toBeCloseTo(5.5 / 20);
  });
  it('never goes back or beyond the end', () => {
    expect(progressOf({ ...input, epoch: 5, step: 100 }).fraction).toBe(0.25);
    expect(progressOf({ ...input, epoch: 20, step: 900 }).fraction).toBe(1);
  });
  it('estimates by the median of the last epochs', () => {
    const epochDurationsMs = [9000, 1000, 1000, 1100, 1000, 5000];
    expect(progressOf({ ...input, epoch: 6, step: 240, epochDurationsMs }).leftMs).toBe(14_000);
  });
  it('promises nothing before the first epoch', () => expect(progressOf(input).leftMs).toBeNull());
  it('is unknown without a plan', () => {
    expect(progressOf({ ...input, plannedEpochs: null })).toEqual({ fraction: null, leftMs: null });
  });
});
