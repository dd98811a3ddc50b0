import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .meta({ title: 'Fraction', description: 'Largest shift as a share of width and height.' }),
});

/**
 * Translation by up to a share of the size, across and down independently.
 *
 * x -> x + t, t uniform in [-fraction W, fraction W]; y likewise
 *
 * Whole and broken pixels alike; the fill stands where the image left.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const translate = definePlugin({
  kind: 'augmentation',
  id: 'convlab/translate',
  version: 1,
  title: 'Translate',
  summary: 'Moves each image by up to a share of its size.',
  formula: 'x -> x + t, t uniform in [-fraction W, fraction W]; y likewise',
  traits: ['stochastic'],
  config,
  create: ({ fraction }) => ({
    geometry: ({ shape: [height = 1, width = 1] }, rng) => {
      const [x = 0, y = 0] = rng.uniform(2, -fraction, fraction);
      return [{ affine: [1, 0, -x * width, 0, 1, -y * height] }];
    },
  }),
});
