import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  degrees: z
    .number()
    .min(0)
    .max(180)
    .default(10)
    .meta({ title: 'Degrees', description: 'Largest angle, either way.' }),
});

/**
 * Rotation about the centre.
 *
 * angle uniform in [-degrees, degrees]
 *
 * Clockwise for positive angles.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const rotate = definePlugin({
  kind: 'augmentation',
  id: 'convlab/rotate',
  version: 1,
  title: 'Rotate',
  summary: 'Turns each image about its centre by up to an angle.',
  formula: 'angle uniform in [-degrees, degrees]',
  traits: ['stochastic'],
  config,
  create: ({ degrees }) => ({
    geometry: (_, rng) => {
      const [angle = 0] = rng.uniform(1, -degrees, degrees);
      const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
      return [{ affine: [cos, sin, 0, -sin, cos, 0] }];
    },
  }),
});
