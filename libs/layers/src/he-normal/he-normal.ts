import { definePlugin } from '@convlab/core';
import { heConfig } from '../_internal/he-config.ts';
import { varianceScaling } from '../_internal/variance-scaling.ts';

/**
 * He (Kaiming) normal initialization.
 *
 * w ~ N(0, sd²), sd = sqrt(2 / fan), fan by `mode`
 *
 * Deviation: Keras draws from a truncated normal distribution; this one is not truncated, as PyTorch’s.
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 10 and 14.
 */
export const heNormal = definePlugin({
  kind: 'initializer',
  id: 'convlab/he-normal',
  version: 1,
  title: 'He normal',
  summary: 'Normal values for layers before a ReLU; also called Kaiming.',
  formula: 'w ~ N(0, sd^2), sd = sqrt(2 / fan)',
  references: ['He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015'],
  config: heConfig,
  create: ({ mode }) => varianceScaling({ scale: 2, mode, distribution: 'normal' }),
});
