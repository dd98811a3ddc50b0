import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  strength: z.number().min(0).max(0.5).default(0.2).meta({
    title: 'Strength',
    description: 'Largest displacement of the corners, as a share of their distance from the centre.',
  }),
});

/**
 * Lens distortion along the radius: barrel and pincushion.
 *
 * value at p comes from p (1 + k r^2), k uniform in [-strength, strength]
 *
 * r is 1 at the corners.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const lens = definePlugin({
  kind: 'augmentation',
  id: 'convlab/lens',
  version: 1,
  title: 'Lens distortion',
  summary: 'Bends each image as a lens does, barrel or pincushion.',
  formula: 'value at p comes from p (1 + k r^2), k uniform in [-strength, strength]',
  traits: ['stochastic'],
  references: ['Brown, Decentering distortion of lenses, Photogrammetric Engineering 32, 1966'],
  config,
  create: ({ strength }) => ({
    geometry: (_, rng) => [{ lens: rng.uniform(1, -strength, strength)[0] ?? 0 }],
  }),
});
