import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { apportion } from '../_internal/apportion.ts';
import { joinShuffled, shuffledGroups } from '../_internal/class-groups.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

const config = z.strictObject({
  repeats: z
    .int()
    .min(1)
    .max(1000)
    .default(5)
    .meta({ title: 'Repeats', description: 'How often the learning part is divided at random.' }),
});

/**
 * Repeated random reshuffles of the learning part into training and validation, stratified, at the split's proportion.
 *
 * Unlike folds, validation parts of different repeats overlap, and their number does not bind their size.
 *
 * @see Picard & Cook, "Cross-validation of regression models", JASA 79, 1984 (Monte Carlo cross-validation).
 */
export const repeatedHoldOut = definePlugin({
  kind: 'protocol',
  id: 'convlab/repeated-hold-out',
  version: 1,
  title: 'Repeated hold-out',
  summary: 'Divides the learning part at random, several times.',
  references: ['Picard & Cook, Cross-validation of regression models, JASA 79, 1984'],
  traits: ['stratified'],
  config,
  create: ({ repeats }) => ({
    numSplits: repeats,
    plan: (source, split, rng) => {
      const { train, validation, test } = split.split(source, rng.fold('split'));
      const learning = joinShuffled([train, validation], rng.fold('learning'));
      const share = validation.length / learning.length;
      return Array.from({ length: repeats }, (_, repeat) => {
        const stream = rng.fold('repeat').fold(repeat);
        const groups = shuffledGroups(source, learning, stream.fold('class'));
        const counts = apportion(
          groups.map((group) => group.length),
          [1 - share, share],
        ).map((row) => row[0] as number);
        return {
          name: `repeat ${repeat + 1}`,
          train: asTrainingIndices(
            joinShuffled(
              groups.map((group, i) => group.subarray(0, counts[i])),
              stream.fold('train'),
            ),
          ),
          validation: joinShuffled(
            groups.map((group, i) => group.subarray(counts[i])),
            stream.fold('validation'),
          ),
          test,
        };
      });
    },
  }),
});
