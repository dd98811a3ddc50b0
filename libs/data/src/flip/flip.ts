import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  horizontal: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .meta({ title: 'Left and right', description: 'Probability of swapping left and right.' }),
  vertical: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .meta({ title: 'Up and down', description: 'Probability of swapping up and down.' }),
});

/**
 * Mirroring, each way with its own probability.
 *
 * x -> -x with probability horizontal; y -> -y with probability vertical
 *
 * Leave it out where left and right, or up and down, differ in meaning, as with digits.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const flip = definePlugin({
  kind: 'augmentation',
  id: 'convlab/flip',
  version: 1,
  title: 'Flip',
  summary: 'Mirrors images at random.',
  formula: 'x -> -x with probability horizontal; y -> -y with probability vertical',
  traits: ['stochastic'],
  config,
  create: ({ horizontal, vertical }) => ({
    geometry: (_, rng) => {
      const [x = 0, y = 0] = rng.uniform(2);
      return [{ affine: [x < horizontal ? -1 : 1, 0, 0, 0, y < vertical ? -1 : 1, 0] }];
    },
  }),
});
