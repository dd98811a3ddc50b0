import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  standardDeviation: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .meta({ title: 'Standard deviation', description: 'As a share of the range of values.' }),
});

/**
 * Normal noise on every value, clipped to the range.
 *
 * x -> clip(x + n (max - min)), n normal with the given standard deviation
 *
 * The range is that of the data set.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const noise = definePlugin({
  kind: 'augmentation',
  id: 'convlab/noise',
  version: 1,
  title: 'Noise',
  summary: 'Adds normal noise to each value.',
  formula: 'x -> clip(x + n (max - min)), n normal with the given standard deviation',
  traits: ['stochastic'],
  config,
  create: ({ standardDeviation }) => ({
    values: (example, { range: [min, max] }, rng) => {
      const deviations = rng.normal(example.length, 0, standardDeviation * (max - min));
      for (let i = 0; i < example.length; i++) {
        example[i] = Math.min(max, Math.max(min, (example[i] as number) + (deviations[i] as number)));
      }
    },
  }),
});
