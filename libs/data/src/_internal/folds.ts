import { ConvlabError, type ExampleSource, type Rng } from '@convlab/core';
import { joinShuffled, shuffledGroups } from './class-groups.ts';

/**
 * Divides `indices` into `count` folds of sizes that differ by at most one.
 *
 * Stratified folds deal each class out in turn, going on where the class before stopped, so that classes and totals are both
 * even to within one example.
 *
 * @throws {ConvlabError} E_DATA_FOLDS when there are more folds than examples, or than examples of a class
 */
export function makeFolds(
  source: ExampleSource,
  indices: Int32Array,
  count: number,
  stratify: boolean,
  rng: Rng,
): Int32Array[] {
  requireEnough(indices.length, count, 'examples');
  const groups =
    stratify && source.labels !== undefined
      ? shuffledGroups(source, indices, rng.fold('class'))
      : [joinShuffled([indices], rng.fold('all'))];
  if (groups.length > 1) {
    groups.forEach((group, label) =>
      requireEnough(group.length, count, `examples of class "${source.info.outputNames[label] ?? label}"`),
    );
  }
  const folds = Array.from({ length: count }, (): number[] => []);
  groups
    .flatMap((group) => [...group])
    .forEach((index, position) => (folds[position % count] as number[]).push(index));
  return folds.map((fold, i) => joinShuffled([Int32Array.from(fold)], rng.fold('fold').fold(i)));
}

/** Everything but one fold, in random order. */
export function othersThan(folds: readonly Int32Array[], left: number, rng: Rng): Int32Array {
  return joinShuffled(
    folds.filter((_, i) => i !== left),
    rng.fold('others').fold(left),
  );
}

function requireEnough(available: number, count: number, what: string): void {
  if (available >= count) return;
  throw new ConvlabError({
    code: 'E_DATA_FOLDS',
    message: `There are too few ${what} for ${count} folds.`,
    received: available,
    expected: `at least ${count}, one for each fold`,
    hint: 'Use fewer folds, or more examples.',
  });
}
