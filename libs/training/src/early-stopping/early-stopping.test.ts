import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, observeEpoch, type Progress } from './early-stopping.ts';

const follow = (values: (number | null)[], better: 'higher' | 'lower' = 'lower', minDelta = 0): Progress =>
  values.reduce<Progress>(
    (progress, value, i) =>
      observeEpoch(
        progress,
        i + 1,
        { 'validation/loss': value },
        { name: 'validation/loss', better, minDelta },
      ),
    NO_PROGRESS,
  );

describe('observeEpoch', () => {
  it('remembers the best epoch with its row and counts epochs without improvement', () => {
    const progress = follow([3, 2, 2.5, 2, 4]);
    expect(progress).toMatchObject({
      bestEpoch: 2,
      bestValue: 2,
      bestMetrics: { 'validation/loss': 2 },
      waited: 3,
    });
  });

  it('goes by the direction of the metric', () => {
    expect(follow([0.1, 0.9, 0.5], 'higher').bestEpoch).toBe(2);
  });

  it('keeps a slightly better epoch as best though it does not reset patience', () => {
    expect(follow([1, 0.95, 0.92], 'lower', 0.1)).toMatchObject({ bestEpoch: 3, waited: 2, reference: 1 });
    // 0.85 is 0.15 below the reference, although each single step was below minDelta.
    expect(follow([1, 0.95, 0.85], 'lower', 0.1)).toMatchObject({ bestEpoch: 3, waited: 0 });
  });

  it('lets values that are not numbers improve nothing', () => {
    expect(follow([null, null])).toMatchObject({ bestEpoch: 0, waited: 2 });
    expect(follow([1, null])).toMatchObject({ bestEpoch: 1, waited: 1 });
  });

  it('refuses a metric that does not exist, listing those that do', () => {
    expect(() =>
      observeEpoch(
        NO_PROGRESS,
        1,
        { 'train/loss': 1 },
        { name: 'validation/f1', better: 'higher', minDelta: 0 },
      ),
    ).toThrow(/validation\/f1.*train\/loss/);
  });
});
