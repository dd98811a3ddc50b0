import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { allIndices } from '../_internal/class-groups.ts';
import { makeFolds, othersThan } from '../_internal/folds.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

const config = z.strictObject({
  outerFolds: z
    .int()
    .min(2)
    .max(100)
    .default(5)
    .meta({ title: 'Outer folds', description: 'Each is the test part once.' }),
  innerFolds: z
    .int()
    .min(2)
    .max(100)
    .default(4)
    .meta({ title: 'Inner folds', description: 'Each is the validation part once per outer fold.' }),
  stratified: z.boolean().default(true).meta({
    title: 'Stratified',
    description: 'Whether each fold has the classes in the proportions of the whole.',
  }),
});

/**
 * Nested cross-validation: an outer fold is the test part, and the rest is cross-validated to choose by.
 *
 * Choosing by the inner folds and testing on the outer one makes the estimate free of the choice. It replaces the split, as
 * every example is tested once. Splits of one outer fold share `outerFold`, from 1.
 *
 * @throws {ConvlabError} E_DATA_FOLDS when a class has fewer examples than folds
 * @see Varma & Simon, "Bias in error estimation when using cross-validation for model selection", BMC Bioinformatics 7, 2006.
 */
export const nested = definePlugin({
  kind: 'protocol',
  id: 'convlab/nested',
  version: 1,
  title: 'Nested cross-validation',
  summary: 'Tests on each outer fold, and chooses by cross-validation within the rest.',
  references: [
    'Varma & Simon, Bias in error estimation when using cross-validation for model selection, BMC Bioinformatics 7, 2006',
  ],
  traits: ['stratified'],
  config,
  create: ({ outerFolds, innerFolds, stratified }) => ({
    numSplits: outerFolds * innerFolds,
    numOuterFolds: outerFolds,
    plan: (source, _split, rng) => {
      const outer = makeFolds(source, allIndices(source), outerFolds, stratified, rng.fold('outer'));
      return outer.flatMap((test, i) => {
        const stream = rng.fold('inner').fold(i);
        const learning = othersThan(outer, i, stream);
        const inner = makeFolds(source, learning, innerFolds, stratified, stream);
        return inner.map((validation, j) => ({
          name: `outer fold ${i + 1}, inner fold ${j + 1}`,
          outerFold: i + 1,
          train: asTrainingIndices(othersThan(inner, j, stream.fold(j))),
          validation,
          test,
        }));
      });
    },
  }),
});
