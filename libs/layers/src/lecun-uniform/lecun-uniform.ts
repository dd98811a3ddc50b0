import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * LeCun uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(3 / fanIn)
 *
 * @see LeCun et al., "Efficient BackProp", 1998, eq. 16.
 */
export const lecunUniform = definePlugin({
  kind: 'initializer',
  id: 'convlab/lecun-uniform',
  version: 1,
  title: 'LeCun uniform',
  summary: 'Uniform values of variance 1 / fanIn.',
  formula: 'w ~ U(-a, a), a = sqrt(3 / fanIn)',
  references: ['LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998'],
  config: z.strictObject({}),
  create: () => varianceScaling({ scale: 1, mode: 'fanIn', distribution: 'uniform' }),
});
