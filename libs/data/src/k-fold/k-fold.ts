import { definePlugin, type PlannedSplit } from '@convlab/core';
import { z } from 'zod';
import { joinShuffled } from '../_internal/class-groups.ts';
import { makeFolds, othersThan } from '../_internal/folds.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

const config = z.strictObject({
  folds: z
    .int()
    .min(2)
    .max(1000)
    .default(5)
    .meta({ title: 'Folds', description: 'Each is the validation part once.' }),
  stratified: z.boolean().default(true).meta({
    title: 'Stratified',
    description: 'Whether each fold has the classes in the proportions of the whole.',
  }),
  repeats: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .meta({ title: 'Repeats', description: 'How often all is shuffled and divided anew.' }),
});

/**
 * K-fold cross-validation of the learning part: training and validation of the split together, without its test part.
 *
 * Each of the k folds is the validation part once, while the others are trained on; so every learning example is judged
 * exactly once per repeat. Sizes of folds, and of their classes when stratified, differ by at most one.
 *
 * @throws {ConvlabError} E_DATA_FOLDS when a class has fewer examples than folds
 * @see Stone, "Cross-validatory choice and assessment of statistical predictions", JRSS B 36, 1974.
 */
export const kFold = definePlugin({
  kind: 'protocol',
  id: 'convlab/k-fold',
  version: 1,
  title: 'K-fold cross-validation',
  summary: 'Divides the learning part into folds and validates on each in turn.',
  references: ['Stone, Cross-validatory choice and assessment of statistical predictions, JRSS B 36, 1974'],
  traits: ['stratified'],
  config,
  create: ({ folds: count, stratified, repeats }) => ({
    numSplits: count * repeats,
    plan: (source, split, rng) => {
      const { train, validation, test } = split.split(source, rng.fold('split'));
      const learning = joinShuffled([train, validation], rng.fold('learning'));
      return Array.from({ length: repeats }, (_, repeat): PlannedSplit[] => {
        const stream = rng.fold('repeat').fold(repeat);
        const folds = makeFolds(source, learning, count, stratified, stream);
        return folds.map((fold, i) => ({
          name: repeats === 1 ? `fold ${i + 1}` : `repeat ${repeat + 1}, fold ${i + 1}`,
          train: asTrainingIndices(othersThan(folds, i, stream)),
          validation: fold,
          test,
        }));
      }).flat();
    },
  }),
});
