import { definePlugin, numElements } from '@convlab/core';
import { z } from 'zod';
import { affineScaler, divisors, restoreAffineScaler } from '../_internal/affine-scaler.ts';
import { featureMoments } from '../_internal/feature-moments.ts';

/**
 * Standardization per feature.
 *
 * y = (x - mean[k]) / standardDeviation[k], statistics over all training examples
 *
 * Use it for tables, whose columns have different units. The deviation is that of the population (divided by n); a feature
 * that never varies is only shifted.
 * Shapes: unchanged
 */
export const zScore = definePlugin({
  kind: 'scaler',
  id: 'convlab/z-score',
  version: 1,
  title: 'Standardize per feature',
  summary: 'Gives each feature mean 0 and standard deviation 1 over the training part.',
  formula: 'y = (x - mean[k]) / standardDeviation[k]',
  references: ['LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.3'],
  config: z.strictObject({}),
  create: () => ({
    fit: async (source, part) => {
      const { inputShape } = source.info;
      const moments = await featureMoments(source, part, numElements(inputShape));
      return affineScaler({
        shape: inputShape,
        shift: [...moments.mean],
        scale: divisors(moments.standardDeviation),
      });
    },
    restore: restoreAffineScaler,
  }),
});
