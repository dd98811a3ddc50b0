import { isConvlabError } from '@convlab/core';
import { rangeTestRate, steepestRate, type RateRange } from '@convlab/optimizers/range-test';
import type { Point } from '../../charts/points.ts';
import { smoothPoint, type StepBucket } from './step-points.ts';

type Bucket = Pick<StepBucket, 'lastStep' | 'mean' | 'min' | 'max' | 'ema'>;

/** What a range test tells. */
export interface RangeTest {
  /** Loss over the learning rate: of single updates or, where they are sampled, the mean of some that follow one another. */
  readonly points: readonly Point[];
  /** Its moving average. */
  readonly smooth: readonly Point[];
  /** The rate at which the loss falls fastest, to two digits; `null` when it never falls. */
  readonly steepest: number | null;
  /** The rate at which the moving average of the loss is lowest, to two digits; `null` when nothing is a number. */
  readonly lowest: number | null;
}

/** The ends of the range that a run tests; `null` for any other schedule. */
export function rateRange(spec: unknown): RateRange | null {
  const rate = (spec as { optimizer?: { learningRate?: unknown } } | null)?.optimizer?.learningRate;
  if (typeof rate !== 'object' || rate === null) return null;
  const { id, minimum, maximum } = rate as { id?: unknown; minimum?: unknown; maximum?: unknown };
  if (id !== 'convlab/range-test' || typeof minimum !== 'number' || typeof maximum !== 'number') return null;
  return { minimum, maximum };
}

/** Reads the losses of a range test over their learning rates. */
export function readRangeTest(buckets: readonly Bucket[], range: RateRange, totalSteps: number): RangeTest {
  const rateAt = (step: number): number => rangeTestRate(range, step, totalSteps);
  const smooth = buckets.map((bucket) => smoothPoint(bucket, rateAt));
  const points = buckets.map(({ lastStep, mean, min, max }) => ({
    x: rateAt(lastStep),
    y: mean,
    low: min,
    high: max,
  }));
  const numbers = points.flatMap(({ x, y }) => (y === null ? [] : [{ rate: x, loss: y }]));
  const low = smooth.reduce<Point | null>(
    (best, point) => (point.y !== null && point.y < (best?.y ?? Infinity) ? point : best),
    null,
  );
  return {
    points,
    smooth,
    steepest: steepest(numbers),
    lowest: low === null ? null : Number(low.x.toPrecision(2)),
  };
}

function steepest(numbers: readonly { readonly rate: number; readonly loss: number }[]): number | null {
  try {
    const found = steepestRate(
      numbers.map(({ rate }) => rate),
      numbers.map(({ loss }) => loss),
    );
    return Number(found.toPrecision(2));
  } catch (error) {
    if (isConvlabError(error) && error.code === 'E_SCHEDULE_RANGE') return null;
    throw error;
  }
}
