import { ConvlabError } from '@convlab/core';
import type { MetricRow } from '../events/run-event.ts';

/** When to give up. */
export interface EarlyStoppingSettings {
  /** Epochs without improvement to wait, at least 1. */
  readonly patience: number;
  /** What counts as an improvement, in the unit of the metric. */
  readonly minDelta: number;
}

/** What has been seen of the monitored metric. */
export interface Progress {
  /** 0 before the first epoch that has a value. */
  readonly bestEpoch: number;
  readonly bestValue: number | null;
  readonly bestMetrics: MetricRow;
  /** Value that improvements of at least `minDelta` are measured from, and epochs since the last of them. */
  readonly reference: number | null;
  readonly waited: number;
}

/** Before the first epoch. */
export const NO_PROGRESS: Progress = {
  bestEpoch: 0,
  bestValue: null,
  bestMetrics: {},
  reference: null,
  waited: 0,
};

/**
 * Progress after one more epoch.
 *
 * The best epoch is the one with the best value, however small the improvement; patience counts epochs since the last
 * improvement by more than `minDelta`. An epoch whose value is not a number improves nothing.
 *
 * @throws {ConvlabError} E_TRAINING_MONITOR when the row has no such metric
 */
export function observeEpoch(
  before: Progress,
  epoch: number,
  metrics: MetricRow,
  monitor: { readonly name: string; readonly better: 'higher' | 'lower'; readonly minDelta: number },
): Progress {
  const value = metrics[monitor.name];
  if (value === undefined) {
    throw new ConvlabError({
      code: 'E_TRAINING_MONITOR',
      message: `There is no metric "${monitor.name}" to monitor`,
      expected: `one of ${Object.keys(metrics).join(', ')}`,
    });
  }
  const gain = (than: number | null): number => {
    if (value === null) return -Infinity;
    if (than === null) return Infinity;
    return monitor.better === 'lower' ? than - value : value - than;
  };
  const improved = gain(before.reference) > monitor.minDelta;
  const best = gain(before.bestValue) > 0;
  return {
    bestEpoch: best ? epoch : before.bestEpoch,
    bestValue: best ? value : before.bestValue,
    bestMetrics: best ? metrics : before.bestMetrics,
    reference: improved ? value : before.reference,
    waited: improved ? 0 : before.waited + 1,
  };
}
