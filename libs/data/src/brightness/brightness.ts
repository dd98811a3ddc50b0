import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .meta({ title: 'Fraction', description: 'Largest change as a share of the range of values.' }),
});

/**
 * Brightness: one number added to all values, clipped to the range.
 *
 * x -> clip(x + d (max - min)), d uniform in [-fraction, fraction]
 *
 * The range is that of the data set.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const brightness = definePlugin({
  kind: 'augmentation',
  id: 'convlab/brightness',
  version: 1,
  title: 'Brightness',
  summary: 'Makes each example lighter or darker.',
  formula: 'x -> clip(x + d (max - min)), d uniform in [-fraction, fraction]',
  traits: ['stochastic'],
  config,
  create: ({ fraction }) => ({
    values: (example, { range: [min, max] }, rng) => {
      const change = (rng.uniform(1, -fraction, fraction)[0] ?? 0) * (max - min);
      for (let i = 0; i < example.length; i++) {
        example[i] = Math.min(max, Math.max(min, (example[i] as number) + change));
      }
    },
  }),
});
