import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .lt(1)
    .default(0.2)
    .meta({ title: 'Fraction', description: 'Largest share of width and height that is cut off.' }),
});

/**
 * A random window, enlarged to the whole image.
 *
 * side = s W, s uniform in [1 - fraction, 1]; its place uniform within the image
 *
 * The window has the image’s proportions.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const crop = definePlugin({
  kind: 'augmentation',
  id: 'convlab/crop',
  version: 1,
  title: 'Random crop',
  summary: 'Enlarges a random window of each image to the whole.',
  formula: 'side = s W, s uniform in [1 - fraction, 1]; its place uniform within the image',
  traits: ['stochastic'],
  references: [
    'Krizhevsky, Sutskever, Hinton, ImageNet classification with deep convolutional neural networks, NIPS 2012',
  ],
  config,
  create: ({ fraction }) => ({
    geometry: ({ shape: [height = 1, width = 1] }, rng) => {
      const [size = 0, x = 0, y = 0] = rng.uniform(3);
      const side = 1 - fraction * size;
      const free = (1 - side) / 2;
      return [{ affine: [side, 0, free * width * (2 * x - 1), 0, side, free * height * (2 * y - 1)] }];
    },
  }),
});
