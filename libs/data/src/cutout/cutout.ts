import { definePlugin } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  fraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .meta({ title: 'Fraction', description: 'Side of the square as a share of the shorter side.' }),
});

/**
 * A square at a random place set to the middle of the range.
 *
 * side = fraction min(H, W), rounded; its centre uniform over the image
 *
 * The square may stick out over the edge, as in the paper.
 * Shapes: [H, W, C] -> [H, W, C]
 */
export const cutout = definePlugin({
  kind: 'augmentation',
  id: 'convlab/cutout',
  version: 1,
  title: 'Cutout',
  summary: 'Blanks a square at a random place of each image.',
  formula: 'side = fraction min(H, W), rounded; its centre uniform over the image',
  traits: ['stochastic'],
  references: [
    'DeVries & Taylor, Improved regularization of convolutional neural networks with cutout, 2017',
  ],
  config,
  create: ({ fraction }) => ({
    values: (example, { shape: [height = 1, width = 1, channels = 1], range: [min, max] }, rng) => {
      const side = Math.round(fraction * Math.min(height, width));
      const [x = 0, y = 0] = rng.uniform(2);
      const left = Math.floor(x * width) - Math.floor(side / 2);
      const top = Math.floor(y * height) - Math.floor(side / 2);
      for (let row = Math.max(0, top); row < Math.min(height, top + side); row++) {
        const from = (row * width + Math.max(0, left)) * channels;
        const to = (row * width + Math.min(width, left + side)) * channels;
        if (to > from) example.fill((min + max) / 2, from, to);
      }
    },
  }),
});
