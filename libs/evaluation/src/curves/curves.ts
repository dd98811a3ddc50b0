import type { Predictions } from '@convlab/core';
import { binaryScores, cumulativeCounts } from '../_internal/score-metric.ts';

/** A point of an ROC curve: what happens when scores from `threshold` on count as positive. */
export interface RocPoint {
  /** `null` at the start, where nothing is positive. */
  readonly threshold: number | null;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** A point of a precision–recall curve. */
export interface PrecisionRecallPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * The ROC curve of one class against all others, from (0, 0) to (1, 1); one point per distinct score.
 *
 * Empty when the class has no positive or no negative example.
 */
export function rocCurve(part: Predictions, positiveClass: number): RocPoint[] {
  const points = cumulativeCounts(binaryScores(part, positiveClass));
  const { truePositives: positives, falsePositives: negatives } = points.at(-1) ?? NO_POINT;
  if (positives === 0 || negatives === 0) return [];
  return [
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    ...points.map(({ threshold, truePositives, falsePositives }) => ({
      threshold,
      falsePositiveRate: falsePositives / negatives,
      truePositiveRate: truePositives / positives,
    })),
  ];
}

/**
 * The precision–recall curve of one class against all others, from the highest score down; one point per distinct score.
 *
 * Empty when the class has no positive example.
 */
export function precisionRecallCurve(part: Predictions, positiveClass: number): PrecisionRecallPoint[] {
  const points = cumulativeCounts(binaryScores(part, positiveClass));
  const { truePositives: positives } = points.at(-1) ?? NO_POINT;
  if (positives === 0) return [];
  return points.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / positives,
  }));
}

const NO_POINT = { truePositives: 0, falsePositives: 0 };
