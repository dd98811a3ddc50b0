/** The most bins that a histogram has. */
export const MAX_BINS = 64;

/** How values are distributed. */
export interface Histogram {
  /** Smallest and largest value; 0 when there is none. The bins between them are equally wide. */
  readonly low: number;
  readonly high: number;
  /** Mean and standard deviation (of the population). */
  readonly mean: number;
  readonly std: number;
  /** Values by bin: each holds those from its lower edge to before its upper one, the last also those at `high`. */
  readonly counts: readonly number[];
  /** Values that are no finite number; they are in no bin and in no other figure. */
  readonly notFinite: number;
}

/**
 * Counts values into equally wide bins between the smallest and the largest of them.
 *
 * There are ⌈√n⌉ bins for n finite values, 64 at the most, and one when all values are equal. Reads every part twice and copies none.
 *
 * @param parts  the values, in as many pieces as they are in
 */
export function histogramOf(parts: readonly Float32Array[]): Histogram {
  let [low, high, sum, squares, count, notFinite] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (const part of parts) {
    for (const value of part) {
      if (!Number.isFinite(value)) {
        notFinite += 1;
        continue;
      }
      if (value < low) low = value;
      if (value > high) high = value;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  if (count === 0) return { low: 0, high: 0, mean: 0, std: 0, counts: [], notFinite };
  const mean = sum / count;
  const std = low === high ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
  const numBins = low === high ? 1 : Math.min(MAX_BINS, Math.ceil(Math.sqrt(count)));
  return { low, high, mean, std, counts: countInto(parts, low, high, numBins), notFinite };
}

function countInto(
  parts: readonly Float32Array[],
  low: number,
  high: number,
  numBins: number,
): readonly number[] {
  const counts = new Array<number>(numBins).fill(0);
  const perUnit = high > low ? numBins / (high - low) : 0;
  for (const part of parts) {
    for (const value of part) {
      if (!Number.isFinite(value)) continue;
      const bin = Math.min(numBins - 1, Math.floor((value - low) * perUnit));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  return counts;
}
