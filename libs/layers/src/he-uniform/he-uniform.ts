import { definePlugin } from '@convlab/core';
import { heConfig } from '../_internal/he-config.ts';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * He (Kaiming) uniform initialization.
 *
 * w ~ U(-a, a), a = sqrt(6 / fan), fan by `mode`
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 10 and 14.
 */
export const heUniform = definePlugin({
  kind: 'initializer',
  id: 'convlab/he-uniform',
  version: 1,
  title: 'He uniform',
  summary: 'Uniform values for layers before a ReLU; also called Kaiming.',
  formula: 'w ~ U(-a, a), a = sqrt(6 / fan)',
  references: ['He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015'],
  config: heConfig,
  create: ({ mode }) => varianceScaling({ scale: 2, mode, distribution: 'uniform' }),
});
