import { numElements, type ExampleSource, type TrainingIndices } from '@convlab/core';
import { breathe } from './breathe.ts';

const CHUNK = 1024;

/** First moments and bounds of each feature over a part of the data. Arrays are [numFeatures]. */
export interface FeatureMoments {
  readonly mean: Float64Array;
  /** Square root of the mean squared deviation (divided by the count). */
  readonly standardDeviation: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * Moments over the training part, read in chunks, so that data larger than memory will do.
 *
 * @param period  number of features; value k of an example belongs to feature k mod `period`: the size of an example gives
 *   features by position, the number of channels gives channels (which stand last)
 * @see Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
export async function featureMoments(
  source: ExampleSource,
  part: TrainingIndices,
  period: number,
): Promise<FeatureMoments> {
  const mean = new Float64Array(period);
  const squares = new Float64Array(period);
  const min = new Float64Array(period).fill(Infinity);
  const max = new Float64Array(period).fill(-Infinity);
  const perExample = numElements(source.info.inputShape) / period;
  for (let start = 0; start < part.length; start += CHUNK) {
    const { inputs } = await source.read(part.subarray(start, start + CHUNK));
    const before = start * perExample;
    const added = inputs.length / period;
    const chunk = chunkMoments(inputs, period, min, max);
    await breathe();
    for (let k = 0; k < period; k++) {
      const difference = (chunk.mean[k] as number) - (mean[k] as number);
      const total = before + added;
      mean[k] = (mean[k] as number) + (difference * added) / total;
      squares[k] =
        (squares[k] as number) + (chunk.squares[k] as number) + (difference ** 2 * before * added) / total;
    }
  }
  const count = part.length * perExample;
  return { mean, standardDeviation: squares.map((sum) => Math.sqrt(sum / count)), min, max };
}

/** Mean and sum of squared deviations of one chunk; widens `min` and `max` on the way. */
function chunkMoments(
  inputs: Float32Array,
  period: number,
  min: Float64Array,
  max: Float64Array,
): { mean: Float64Array; squares: Float64Array } {
  const rows = inputs.length / period;
  const mean = new Float64Array(period);
  const squares = new Float64Array(period);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = 0; k < period; k++, at++) {
      const value = inputs[at] as number;
      mean[k] = (mean[k] as number) + value;
      if (value < (min[k] as number)) min[k] = value;
      if (value > (max[k] as number)) max[k] = value;
    }
  }
  for (let k = 0; k < period; k++) mean[k] = (mean[k] as number) / rows;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = 0; k < period; k++, at++) {
      squares[k] = (squares[k] as number) + ((inputs[at] as number) - (mean[k] as number)) ** 2;
    }
  }
  return { mean, squares };
}
