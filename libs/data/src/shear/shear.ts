import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  degrees: z
    .number()
    .min(0)
    .max(60)
    .default(10)
    .meta({ title: 'Degrees', description: 'Largest angle, either way.' }),
});

/**
 * Shearing across and down independently, about the centre.
 *
 * x -> x + tan(angle) y, angle uniform in [-degrees, degrees]; then y likewise
 *
 * Slanted writing is the example.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const shear = definePlugin({
  kind: 'augmentation',
  id: 'convlab/shear',
  version: 1,
  title: 'Shear',
  summary: 'Slants each image, across and down independently.',
  formula: 'x -> x + tan(angle) y, angle uniform in [-degrees, degrees]; then y likewise',
  traits: ['stochastic'],
  config,
  create: ({ degrees }) => ({
    geometry: (_, rng) => {
      const [x = 0, y = 0] = rng.uniform(2, -degrees, degrees);
      const [across, down] = [Math.tan((x * Math.PI) / 180), Math.tan((y * Math.PI) / 180)];
      return [{ affine: [1, 0, 0, -down, 1, 0] }, { affine: [1, -across, 0, 0, 1, 0] }];
    },
  }),
});
