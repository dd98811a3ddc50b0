import type { Predictions } from '@convlab/core';
import { argMax } from '../_internal/arg-max.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/** Examples whose confidence, the probability of the predicted class, lies in one bin. */
export interface CalibrationBin {
  /** Bounds; the lower one belongs to the bin below, but for 0. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Sums over the bin's examples; divide by `count`. */
  readonly confidenceSum: number;
  readonly correct: number;
}

/**
 * The reliability diagram's data: examples by confidence in bins of equal width.
 *
 * @param numBins  at least 1
 * @see Guo et al., "On calibration of modern neural networks", ICML 2017.
 */
export function calibrationBins(part: Predictions, numBins: number): CalibrationBin[] {
  hasClassTargets(part);
  const bins = emptyBins(numBins).map((bin) => ({ ...bin }));
  for (let row = 0; row < part.length; row++) {
    const predicted = argMax(part, row);
    const confidence = part.outputs[row * part.numOutputs + predicted] as number;
    const index = Math.min(numBins - 1, Math.max(0, Math.ceil(confidence * numBins) - 1));
    const bin = bins[index];
    // A probability that is not a number is in no bin.
    if (bin === undefined) continue;
    bin.count++;
    bin.confidenceSum += confidence;
    if (predicted === part.targets[row]) bin.correct++;
  }
  return bins;
}

/** Bins without examples. */
export function emptyBins(numBins: number): { -readonly [K in keyof CalibrationBin]: number }[] {
  return Array.from({ length: numBins }, (_, i) => ({
    from: i / numBins,
    to: (i + 1) / numBins,
    count: 0,
    confidenceSum: 0,
    correct: 0,
  }));
}
