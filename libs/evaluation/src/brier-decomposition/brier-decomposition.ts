import type { Predictions } from '@convlab/core';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/** The parts of a Brier score: score = reliability - resolution + uncertainty + withinBins. */
export interface BrierDecomposition {
  readonly score: number;
  /** How far probabilities are from what happens; lower is better. */
  readonly reliability: number;
  /** How far what happens in bins is from what happens overall; higher is better. */
  readonly resolution: number;
  /** Of the classes themselves; nobody can change it. */
  readonly uncertainty: number;
  /** What binning leaves out: spread of probabilities within bins, less twice its covariance with what happens. */
  readonly withinBins: number;
}

/**
 * Murphy's decomposition of the Brier score, each class against all others in bins of equal width, summed over classes.
 *
 * reliability = sum_k sum_b n_b / n (meanProbability_b - frequency_b)²; resolution = sum_k sum_b n_b / n (frequency_b - base_k)²;
 * uncertainty = sum_k base_k (1 - base_k)
 *
 * @param numBins  bins of probability from 0 to 1
 * @see Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology 12, 1973;
 *   Stephenson, Coelho, Jolliffe, "Two extra components in the Brier score decomposition", 2008, for the rest within bins.
 */
export function decomposeBrier(part: Predictions, numBins = 10): BrierDecomposition {
  hasClassTargets(part);
  const classes = Array.from({ length: part.numOutputs }, (_, k) => decomposeClass(part, k, numBins));
  const sum = (key: Exclude<keyof BrierDecomposition, 'withinBins'>): number =>
    classes.reduce((total, one) => total + one[key], 0);
  const [score, reliability, resolution, uncertainty] = [
    sum('score'),
    sum('reliability'),
    sum('resolution'),
    sum('uncertainty'),
  ] as const;
  return {
    score,
    reliability,
    resolution,
    uncertainty,
    withinBins: score - (reliability - resolution + uncertainty),
  };
}

function decomposeClass(
  { outputs, targets, numOutputs, length }: Predictions,
  k: number,
  numBins: number,
): Omit<BrierDecomposition, 'withinBins'> {
  const bins = Array.from({ length: numBins }, () => ({ count: 0, probabilities: 0, hits: 0 }));
  let score = 0;
  for (let row = 0; row < length; row++) {
    const probability = outputs[row * numOutputs + k] as number;
    const hit = targets[row] === k ? 1 : 0;
    score += (probability - hit) ** 2 / length;
    const bin = bins[Math.min(numBins - 1, Math.floor(probability * numBins))];
    if (bin === undefined) continue;
    bin.count++;
    bin.probabilities += probability;
    bin.hits += hit;
  }
  const base = bins.reduce((sum, { hits }) => sum + hits, 0) / length;
  const filled = bins.filter(({ count }) => count > 0);
  return {
    score,
    reliability: filled.reduce(
      (sum, { count, probabilities, hits }) => sum + (probabilities - hits) ** 2 / count / length,
      0,
    ),
    resolution: filled.reduce(
      (sum, { count, hits }) => sum + (count / length) * (hits / count - base) ** 2,
      0,
    ),
    uncertainty: base * (1 - base),
  };
}
