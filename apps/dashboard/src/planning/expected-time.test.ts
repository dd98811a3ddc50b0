import { describe, expect, it } from 'vitest';
import { expectedTime, type EpochWork, type MeasuredRun } from './expected-time.ts';

const work: EpochWork = { key: 'a', multiplyAdds: 1e6, batchSize: 50, numTrain: 1000, stepsPerEpoch: 20 };
const took = (msPerEpoch: number, change: Partial<MeasuredRun> = {}): MeasuredRun => ({
  ...work,
  msBesides: null,
  ...change,
  msPerEpoch,
});

describe('expectedTime', () => {
  it('is rough where nothing was measured: so many operations at the speed of a benchmark, and a little for each update and epoch', () => {
    const { msPerEpoch, low, high, source } = expectedTime(work, []);
    // 6 · 10⁶ · 1000 operations at 45.9 GFLOP/s are 130.7 ms.
    expect(msPerEpoch).toBeCloseTo(130.7 + 60 + 20 * 4, 1);
    expect(source).toEqual({ kind: 'rough' });
    expect(low).toBeLessThan(msPerEpoch / 2);
    expect(high).toBeGreaterThan(msPerEpoch * 2);
  });

  it('is what the same training took before, the middle of several, and nothing else is asked then', () => {
    const past = [took(300), took(100), took(120), took(9000, { key: 'b' })];
    expect(expectedTime(work, past)).toMatchObject({ source: { kind: 'same', numRuns: 3 } });
    expect(expectedTime(work, past).msPerEpoch).toBeCloseTo(120, 6);
    expect(expectedTime(work, past).low).toBeCloseTo(100, 6);
    expect(expectedTime(work, past).high).toBeCloseTo(300, 6);
    expect(expectedTime(work, past.slice(0, 2)).msPerEpoch).toBeCloseTo(200, 6);
  });

  it('takes what trainings need besides from those that went through', () => {
    const besides = [900, 700, null, 5000].map((msBesides) => took(100, { msBesides }));
    expect(expectedTime(work, besides).msBesides).toBe(900);
    expect(expectedTime({ ...work, key: 'other' }, besides).msBesides).toBe(900);
    expect(expectedTime(work, [took(100)]).msBesides).toBe(expectedTime(work, []).msBesides);
  });

  it('shrinks with the examples, but not below what an epoch costs by itself', () => {
    const tenth = expectedTime({ ...work, numTrain: 100, stepsPerEpoch: 2 }, [took(500)]).msPerEpoch;
    expect(tenth).toBeGreaterThan(50);
    expect(tenth).toBeLessThan(200);
  });

  it('is scaled from similar trainings where none is the same, the most similar first', () => {
    const like = took(2 * expectedTime(work, []).msPerEpoch);
    const double: EpochWork = { ...work, key: 'double', multiplyAdds: 2e6 };
    const far = Array.from({ length: 9 }, () => took(1e6, { multiplyAdds: 1e12 }));
    const near = Array.from({ length: 5 }, () => like);
    const found = expectedTime(double, [...far, ...near]);
    expect(found.source).toEqual({ kind: 'similar', numRuns: 5 });
    expect(found.msPerEpoch).toBeCloseTo(2 * expectedTime(double, []).msPerEpoch, 6);
  });
});
