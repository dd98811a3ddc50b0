import { definePlugin, numElements } from '@convlab/core';
import { z } from 'zod';
import { affineScaler, divisors, restoreAffineScaler } from '../_internal/affine-scaler.ts';
import { featureMoments } from '../_internal/feature-moments.ts';

const config = z
  .strictObject({
    min: z
      .number()
      .default(0)
      .meta({ title: 'Minimum', description: 'What the smallest training value of a feature becomes.' }),
    max: z
      .number()
      .default(1)
      .meta({ title: 'Maximum', description: 'What the largest training value of a feature becomes.' }),
  })
  .refine(({ min, max }) => min < max, { error: 'The minimum must be less than the maximum.' });

/**
 * Min-max scaling per feature.
 *
 * y = min + (x - low[k]) / (high[k] - low[k]) * (max - min), low and high over all training examples
 *
 * Values of other parts may fall outside [min, max]; they are not clipped. A feature that never varies becomes `min`.
 * Shapes: unchanged
 */
export const minMax = definePlugin({
  kind: 'scaler',
  id: 'convlab/min-max',
  version: 1,
  title: 'Min-max scaling',
  summary: 'Brings each feature of the training part into a given range.',
  formula: 'y = min + (x - low[k]) / (high[k] - low[k]) * (max - min)',
  config,
  create: ({ min, max }) => ({
    fit: async (source, part) => {
      const { inputShape } = source.info;
      const moments = await featureMoments(source, part, numElements(inputShape));
      const spreads = moments.max.map((high, k) => high - (moments.min[k] as number));
      const scale = divisors(spreads).map((spread) => spread / (max - min));
      return affineScaler({
        shape: inputShape,
        shift: scale.map((divisor, k) => (moments.min[k] as number) - min * divisor),
        scale,
      });
    },
    restore: restoreAffineScaler,
  }),
});
