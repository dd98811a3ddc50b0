import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { generatedDataSet, generatorFields, numberedClasses } from '../_internal/generated-data-set.ts';

const config = z.strictObject({
  ...generatorFields,
  classes: z.int().min(2).max(100).default(3).meta({ title: 'Classes', description: 'One blob each.' }),
  features: z
    .int()
    .min(1)
    .max(1000)
    .default(2)
    .meta({ title: 'Features', description: 'Numbers per example.' }),
  spread: z.number().min(0).max(100).default(0.5).meta({
    title: 'Spread',
    description: 'Standard deviation about the centre; centres are about 2 apart.',
  }),
});

/**
 * Normal blobs, one for each class.
 *
 * x = centre[class] + spread normal
 *
 * Centres stand on a circle with neighbours 2 apart (on a line for one feature), so that `spread` alone tells how much the classes
 * overlap: two neighbours are confused with probability P(normal > 1 / spread).
 */
export const blobs = definePlugin({
  kind: 'data-set',
  id: 'convlab/blobs',
  version: 1,
  title: 'Blobs',
  summary: 'Generated: normal clouds of points, one for each class.',
  formula: 'x = centre[class] + spread normal',
  config,
  create: ({ examples, seed, classes, features, spread }) => {
    const radius = 1 / Math.sin(Math.PI / classes);
    return generatedDataSet({
      name: 'blobs',
      examples,
      seed,
      inputShape: [features],
      outputNames: numberedClasses(classes),
      draw: (example, label, rng) => {
        example.set(rng.normal(features, 0, spread));
        const angle = (2 * Math.PI * label) / classes;
        if (features === 1) example[0] = (example[0] as number) + 2 * label;
        else {
          example[0] = (example[0] as number) + radius * Math.cos(angle);
          example[1] = (example[1] as number) + radius * Math.sin(angle);
        }
      },
    });
  },
});
