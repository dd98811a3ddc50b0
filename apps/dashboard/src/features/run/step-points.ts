import type { ApiOutputs } from '../../client/api.ts';
import type { Point } from '../../charts/points.ts';

/** Some updates that follow one another, of a curve that may be sampled. */
export type StepBucket = ApiOutputs['runs']['curve']['buckets'][number];

/** The last value of some updates, with the extremes that sampling keeps. */
export function rawPoint(
  { lastStep, last, min, max, count }: StepBucket,
  place: (step: number) => number,
): Point {
  return { x: place(lastStep), y: last, ...(count > 1 ? { low: min, high: max } : {}) };
}

/** The moving average at some updates; extremes stay visible behind it. */
export function smoothPoint(
  { lastStep, ema, min, max }: Pick<StepBucket, 'lastStep' | 'ema' | 'min' | 'max'>,
  place: (step: number) => number,
): Point {
  return { x: place(lastStep), y: ema, low: min, high: max };
}
