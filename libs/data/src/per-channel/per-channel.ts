import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { affineScaler, divisors, restoreAffineScaler } from '../_internal/affine-scaler.ts';
import { featureMoments } from '../_internal/feature-moments.ts';

/**
 * Standardization per channel.
 *
 * y = (x - mean[c]) / standardDeviation[c], statistics over all training examples and positions
 *
 * Use it for images: all positions of a channel are scaled alike, so that edges stay edges. For vectors each feature is a
 * channel, which makes it the z-score. A channel that never varies is only shifted.
 * Shapes: [..., C] -> [..., C]
 */
export const perChannel = definePlugin({
  kind: 'scaler',
  id: 'convlab/per-channel',
  version: 1,
  title: 'Standardize per channel',
  summary: 'Gives each image channel mean 0 and standard deviation 1 over the training part.',
  formula: 'y = (x - mean[c]) / standardDeviation[c]',
  references: ['LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.3'],
  config: z.strictObject({}),
  create: () => ({
    fit: async (source, part) => {
      const { inputShape } = source.info;
      const moments = await featureMoments(source, part, inputShape.at(-1) ?? 1);
      return affineScaler({
        shape: inputShape,
        shift: [...moments.mean],
        scale: divisors(moments.standardDeviation),
      });
    },
    restore: restoreAffineScaler,
  }),
});
