import { definePlugin, numElements } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  mean: z.number().default(0).meta({ title: 'Mean', description: 'Centre of the distribution.' }),
  standardDeviation: z
    .number()
    .positive()
    .default(0.05)
    .meta({
      title: 'Standard deviation',
      description: 'Of the normal distribution before it is cut off at two standard deviations.',
      ui: { scale: 'log' },
    }),
});

/**
 * Truncated normal initialization.
 *
 * w ~ N(mean, standardDeviation²), redrawn until |w - mean| <= 2 standardDeviation
 *
 * Cutting off leaves 0.8796 of the standard deviation, as in Keras.
 */
export const truncatedNormal = definePlugin({
  kind: 'initializer',
  id: 'convlab/truncated-normal',
  version: 1,
  title: 'Truncated normal',
  summary: 'Normal values, none further than two standard deviations from the mean.',
  formula: 'w ~ N(mean, standardDeviation^2), |w - mean| <= 2 standardDeviation',
  config,
  create: ({ mean, standardDeviation }) => ({
    init: (shape, _fans, rng) => rng.truncatedNormal(numElements(shape), mean, standardDeviation),
  }),
});
