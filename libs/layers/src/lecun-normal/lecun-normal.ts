import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * LeCun normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(1 / fanIn)
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated.
 *
 * @see LeCun et al., "Efficient BackProp", 1998, eq. 16.
 */
export const lecunNormal = definePlugin({
  kind: 'initializer',
  id: 'convlab/lecun-normal',
  version: 1,
  title: 'LeCun normal',
  summary: 'Normal values of variance 1 / fanIn.',
  formula: 'w ~ N(0, sd^2), sd = sqrt(1 / fanIn)',
  references: ['LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998'],
  config: z.strictObject({}),
  create: () => varianceScaling({ scale: 1, mode: 'fanIn', distribution: 'normal' }),
});
