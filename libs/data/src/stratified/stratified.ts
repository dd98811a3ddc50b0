import { ConvlabError, definePlugin, type DataSplit, type ExampleSource, type Rng } from '@convlab/core';
import { z } from 'zod';
import { apportion } from '../_internal/apportion.ts';
import { allIndices, joinShuffled, shuffledGroups } from '../_internal/class-groups.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

const fraction = (title: string, description: string, value: number) =>
  z.number().min(0).max(1).default(value).meta({ title, description });

const config = z
  .strictObject({
    train: fraction('Training', 'Fraction of all examples that weights and scalers are fitted on.', 0.7),
    validation: fraction('Validation', 'Fraction of all examples that models are compared on.', 0.15),
    test: fraction('Test', 'Fraction of all examples that is kept for the one final test.', 0.15),
  })
  .refine(({ train, validation, test }) => Math.abs(train + validation + test - 1) < 1e-6, {
    error: 'The fractions of training, validation and test must add up to 1.',
  });

/**
 * A stratified split into training, validation and test.
 *
 * |count[part][class] - fraction[part] * count[class]| < 1
 *
 * Use it by default: every part has the classes in the proportions of the whole. Examples without classes (regression) are
 * split at random. The parts are disjoint, cover everything and come in random order, so that a prefix is a sample.
 * The same stream gives the same split.
 *
 * @throws {ConvlabError} E_DATA_EMPTY_CLASS when a class has no example
 * @throws {ConvlabError} E_DATA_SPLIT when a wanted part, or the training part of a class, would be empty
 */
export const stratified = definePlugin({
  kind: 'split',
  id: 'convlab/stratified',
  version: 1,
  title: 'Stratified split',
  summary:
    'Splits at random into training, validation and test, each with the classes in the same proportions.',
  formula: '|count[part][class] - fraction[part] * count[class]| < 1',
  references: ['Kohavi, A study of cross-validation and bootstrap for accuracy estimation, IJCAI 1995'],
  traits: ['stratified'],
  config,
  create: ({ train, validation, test }) => ({
    split: (source, rng) => stratifiedSplit(source, [train, validation, test], rng),
  }),
});

function stratifiedSplit(
  source: ExampleSource,
  fractions: readonly [number, number, number],
  rng: Rng,
): DataSplit {
  const groups = shuffledGroups(source, allIndices(source), rng.fold('class'));
  const counts = apportion(
    groups.map((group) => group.length),
    fractions,
  );
  const part = (index: 0 | 1 | 2): Int32Array => {
    const pieces = groups.map((group, i) => {
      const row = counts[i] as number[];
      const start = row.slice(0, index).reduce((sum, count) => sum + count, 0);
      return group.subarray(start, start + (row[index] as number));
    });
    return joinShuffled(pieces, rng.fold('part').fold(index));
  };
  requireTrainable(source, counts, fractions);
  return { train: asTrainingIndices(part(0)), validation: part(1), test: part(2) };
}

function requireTrainable(
  { info, labels }: ExampleSource,
  counts: readonly number[][],
  fractions: readonly number[],
): void {
  const names = ['training', 'validation', 'test'];
  const emptyPart = fractions.findIndex((share, part) => share > 0 && counts.every((row) => row[part] === 0));
  const emptyClass = (fractions[0] as number) > 0 ? counts.findIndex((row) => row[0] === 0) : -1;
  if (emptyPart === -1 && (emptyClass === -1 || labels === undefined)) return;
  throw new ConvlabError({
    code: 'E_DATA_SPLIT',
    message:
      emptyPart === -1
        ? `The training part would have no example of class "${info.outputNames[emptyClass] ?? emptyClass}".`
        : `The ${names[emptyPart] ?? ''} part would be empty.`,
    received: fractions,
    expected: 'enough examples for every part',
    hint: 'Use more examples, or another split.',
  });
}
