import { describe, expect, it } from 'vitest';
import { afterEvents, needsReading, type LiveEvent, type RunData } from './run-state.ts';

const data = {
  run: {
    id: 'r',
    status: 'running',
    lastSeq: 3,
    epoch: 1,
    durationMs: 100,
    bestEpoch: 1,
    bestMetrics: { 'validation/loss': 1 },
  },
  epochs: [
    {
      epoch: 1,
      step: 10,
      metrics: { 'validation/loss': 1 },
      learningRate: 0.1,
      durationMs: 100,
      best: true,
      attempt: 1,
      finishedAt: '',
    },
  ],
} as unknown as RunData;

const live = (seq: number, event: LiveEvent['event']): LiveEvent => ({ seq, attempt: 1, time: 't', event });
const epoch = (number: number, loss: number, best: boolean): LiveEvent['event'] => ({
  type: 'epoch',
  epoch: number,
  step: 10 * number,
  metrics: { 'validation/loss': loss },
  learningRate: 0.1,
  durationMs: 50,
  best,
});

describe('afterEvents', () => {
  it('shows how far the data set is fetched, until the training starts', () => {
    const event = { type: 'data', receivedBytes: 1, totalBytes: 4 } as const;
    const fetching = afterEvents(data, [live(4, event)]);
    expect(fetching.fetching).toEqual(event);
    expect(needsReading([live(4, event)])).toBe(false);
    const started = { type: 'started', plannedEpochs: 2, stepsPerEpoch: 10, numWeights: 5 } as const;
    expect(afterEvents(fetching, [live(5, started)]).fetching).toBeNull();
  });

  it('adds an epoch and moves the best one', () => {
    const { run, epochs } = afterEvents(data, [live(4, epoch(2, 0.5, true)), live(5, epoch(3, 0.7, false))]);
    expect(epochs.map((row) => row.epoch)).toEqual([1, 2, 3]);
    expect(run).toMatchObject({
      epoch: 3,
      bestEpoch: 2,
      bestMetrics: { 'validation/loss': 0.5 },
      lastSeq: 5,
      durationMs: 200,
    });
    expect(run.lastMetrics).toEqual({ 'validation/loss': 0.7 });
  });
  it('knows what it knows: a repeated event changes nothing', () => {
    expect(afterEvents(data, [live(3, epoch(1, 9, true))])).toEqual(data);
  });
  it('replaces an epoch that was done again', () => {
    const { epochs } = afterEvents(data, [live(4, epoch(1, 0.9, false))]);
    expect(epochs.map((row) => row.metrics['validation/loss'])).toEqual([0.9]);
  });
  it('follows status and steps', () => {
    const { run } = afterEvents(data, [
      live(4, { type: 'step', step: 14, learningRate: 0.05, examplesPerSecond: 900 }),
      live(5, { type: 'status', status: 'stopped' }),
    ]);
    expect(run).toMatchObject({ step: 14, learningRate: 0.05, examplesPerSecond: 900, status: 'stopped' });
  });
});

describe('needsReading', () => {
  it('is for what events do not carry', () => {
    expect(needsReading([live(4, epoch(2, 1, true))])).toBe(false);
    expect(needsReading([live(4, epoch(2, 1, true)), live(5, { type: 'finished' })])).toBe(true);
    expect(needsReading([live(4, { type: 'edited' })])).toBe(true);
  });
});
