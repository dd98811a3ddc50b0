import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .max(4)
    .default(0.1)
    .meta({ title: 'Fraction', description: 'Largest growth: 0.2 stretches to 120 % and shrinks to 83 %.' }),
});

/**
 * Stretching across and down independently, about the centre.
 *
 * factor = (1 + fraction)^u, u uniform in [-1, 1]
 *
 * Logarithmic, so that doubling and halving are equally likely.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const stretch = definePlugin({
  kind: 'augmentation',
  id: 'convlab/stretch',
  version: 1,
  title: 'Stretch',
  summary: 'Stretches or shrinks each image, across and down independently.',
  formula: 'factor = (1 + fraction)^u, u uniform in [-1, 1]',
  traits: ['stochastic'],
  config,
  create: ({ fraction }) => ({
    geometry: (_, rng) => {
      const [x = 0, y = 0] = rng.uniform(2, -1, 1);
      return [{ affine: [(1 + fraction) ** -x, 0, 0, 0, (1 + fraction) ** -y, 0] }];
    },
  }),
});
