import type { CalibrationBin } from '@convlab/evaluation';

/**
 * Expected calibration error, from 0 to 1: how far confidence is from what happens, on average; `null` without examples.
 *
 * sum over bins of n_b / n · |mean confidence_b - accuracy_b|
 *
 * @see Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks", ICML 2017.
 */
export function calibrationError(bins: readonly CalibrationBin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return bins.reduce((sum, { confidenceSum, correct }) => sum + Math.abs(confidenceSum - correct), 0) / total;
}

/** How far confidence is above what happens, on average: positive where a network is too sure of itself. */
export function meanExcess(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const excess = bins.reduce((sum, { confidenceSum, correct }) => sum + confidenceSum - correct, 0);
  return total === 0 ? 0 : excess / total;
}

/** The bins of several networks as if all answers were those of one. */
export function pooledBins(bins: readonly CalibrationBin[]): CalibrationBin[] {
  const pooled = new Map<number, CalibrationBin>();
  for (const bin of bins) {
    const known = pooled.get(bin.from);
    pooled.set(
      bin.from,
      known === undefined
        ? bin
        : {
            ...known,
            count: known.count + bin.count,
            confidenceSum: known.confidenceSum + bin.confidenceSum,
            correct: known.correct + bin.correct,
          },
    );
  }
  return [...pooled.values()].sort((a, b) => a.from - b.from);
}
