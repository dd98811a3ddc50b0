import { describe, expect, it } from 'vitest';
import { expectedTime, type EpochWork, type MeasuredRun } from './expected-time.ts';

const work: EpochWork = { multiplyAdds: 1e6, batchSize: 50, numTrain: 1000, stepsPerEpoch: 20 };
const took = (msPerEpoch: number, change: Partial<EpochWork> = {}): MeasuredRun => ({
  ...work,
  ...change,
  msPerEpoch,
});

describe('expectedTime', () => {
  it('is that of a benchmark where nothing was measured: so many operations at its speed, and a little for each update and epoch', () => {
    const { msPerEpoch, source } = expectedTime(work, []);
    // 6 · 10⁶ · 1000 operations at 45.9 GFLOP/s are 130.7 ms.
    expect(msPerEpoch).toBeCloseTo(130.7 + 60 + 20 * 4, 1);
    expect(source).toEqual({ kind: 'benchmark' });
  });

  it('is what the same training took before, the middle of several', () => {
    const past = [took(300), took(100), took(120), took(9000, { multiplyAdds: 2e6 })];
    expect(expectedTime(work, past)).toMatchObject({ source: { kind: 'same', numRuns: 3 } });
    expect(expectedTime(work, past).msPerEpoch).toBeCloseTo(120, 6);
    expect(expectedTime(work, past).low).toBeCloseTo(100, 6);
    expect(expectedTime(work, past).high).toBeCloseTo(300, 6);
    expect(expectedTime(work, past.slice(0, 2)).msPerEpoch).toBeCloseTo(200, 6);
  });

  it('shrinks with the examples, but not below what an epoch costs by itself', () => {
    const tenth = expectedTime({ ...work, numTrain: 100, stepsPerEpoch: 2 }, [took(500)]).msPerEpoch;
    expect(tenth).toBeGreaterThan(50);
    expect(tenth).toBeLessThan(200);
  });

  it('is scaled from similar trainings where none is the same, the most similar first', () => {
    const like = took(2 * expectedTime(work, []).msPerEpoch, { multiplyAdds: 1e6, batchSize: 50 });
    const double: EpochWork = { ...work, multiplyAdds: 2e6 };
    const far = Array.from({ length: 9 }, () => took(1e6, { multiplyAdds: 1e12 }));
    const near = Array.from({ length: 5 }, () => like);
    const found = expectedTime(double, [...far, ...near]);
    expect(found.source).toEqual({ kind: 'similar', numRuns: 5 });
    expect(found.msPerEpoch).toBeCloseTo(2 * expectedTime(double, []).msPerEpoch, 6);
  });
});
