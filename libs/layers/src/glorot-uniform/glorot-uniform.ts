import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * Glorot (Xavier) uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(6 / (fanIn + fanOut))
 *
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq. 16.
 */
export const glorotUniform = definePlugin({
  kind: 'initializer',
  id: 'convlab/glorot-uniform',
  version: 1,
  title: 'Glorot uniform',
  summary: 'Uniform values that keep variances equal in both directions; also called Xavier.',
  formula: 'w ~ U(-a, a), a = sqrt(6 / (fanIn + fanOut))',
  references: [
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010',
  ],
  config: z.strictObject({}),
  create: () => varianceScaling({ scale: 1, mode: 'fanAverage', distribution: 'uniform' }),
});
