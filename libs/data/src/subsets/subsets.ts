import {
  ConvlabError,
  type DataSplit,
  type ExampleSource,
  type Rng,
  type TrainingIndices,
} from '@convlab/core';
import { joinShuffled, shuffledGroups } from '../_internal/class-groups.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

/**
 * A stratified sample of the training part, for learning curves: samples of smaller fractions lie within larger ones, and every
 * class has at least one example.
 *
 * @param fraction  share of the training part, in (0, 1]
 * @throws {ConvlabError} E_DATA_SUBSET when the fraction is out of range
 */
export function trainingSubset(
  source: ExampleSource,
  train: TrainingIndices,
  fraction: number,
  rng: Rng,
): TrainingIndices {
  if (!(fraction > 0 && fraction <= 1)) {
    throw new ConvlabError({
      code: 'E_DATA_SUBSET',
      message: 'The fraction of the training part is out of range.',
      received: fraction,
      expected: 'a number above 0 and at most 1',
    });
  }
  const groups = shuffledGroups(source, train, rng.fold('subset'));
  // Rounded class by class, so that a larger fraction never takes fewer, and at least one of each.
  const counts = groups.map(({ length }) => Math.max(1, Math.round(length * fraction)));
  const pieces = groups.map((group, i) => group.subarray(0, counts[i]));
  return asTrainingIndices(joinShuffled(pieces, rng.fold('order')));
}

/**
 * A bootstrap sample of the training part: as many draws with replacement, for bagging. Classes are drawn as they come.
 *
 * @see Breiman, "Bagging predictors", Machine Learning 24, 1996.
 */
export function bootstrapSubset(train: TrainingIndices, rng: Rng): TrainingIndices {
  const draws = rng.fold('bootstrap').integers(train.length, train.length);
  return asTrainingIndices(draws.map((draw) => train[draw] as number));
}

/** Training and validation together, to train a chosen structure once more before the final test. */
export function learningPart({ train, validation }: DataSplit, rng: Rng): TrainingIndices {
  return asTrainingIndices(joinShuffled([train, validation], rng.fold('learning')));
}
