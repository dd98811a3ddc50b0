import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .meta({ title: 'Fraction', description: 'Largest change of the spread.' }),
});

/**
 * Contrast: values spread about the example’s mean, clipped to the range.
 *
 * x -> clip(mean + c (x - mean)), c uniform in [1 - fraction, 1 + fraction]
 *
 * The range is that of the data set.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const contrast = definePlugin({
  kind: 'augmentation',
  id: 'convlab/contrast',
  version: 1,
  title: 'Contrast',
  summary: 'Spreads or narrows each example about its mean.',
  formula: 'x -> clip(mean + c (x - mean)), c uniform in [1 - fraction, 1 + fraction]',
  traits: ['stochastic'],
  config,
  create: ({ fraction }) => ({
    values: (example, { range: [min, max] }, rng) => {
      const factor = 1 + (rng.uniform(1, -fraction, fraction)[0] ?? 0);
      const mean = example.reduce((sum, value) => sum + value, 0) / example.length;
      for (let i = 0; i < example.length; i++) {
        example[i] = Math.min(max, Math.max(min, mean + factor * ((example[i] as number) - mean)));
      }
    },
  }),
});
