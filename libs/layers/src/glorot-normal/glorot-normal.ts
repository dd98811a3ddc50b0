import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * Glorot (Xavier) normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(2 / (fanIn + fanOut))
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated, as PyTorch’s.
 *
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq. 12.
 */
export const glorotNormal = definePlugin({
  kind: 'initializer',
  id: 'convlab/glorot-normal',
  version: 1,
  title: 'Glorot normal',
  summary: 'Normal values that keep variances equal in both directions; also called Xavier.',
  formula: 'w ~ N(0, sd^2), sd = sqrt(2 / (fanIn + fanOut))',
  references: [
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010',
  ],
  config: z.strictObject({}),
  create: () => varianceScaling({ scale: 1, mode: 'fanAverage', distribution: 'normal' }),
});
