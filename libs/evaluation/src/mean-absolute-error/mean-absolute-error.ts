import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs } from '../_internal/mean-metric.ts';
import { requireValues } from '../_internal/require-predictions.ts';

/**
 * Mean absolute error over all outputs.
 *
 * mae = mean(|output - target|)
 *
 * Unit: the target's. Range: [0, Infinity); lower is better.
 */
export const meanAbsoluteError = definePlugin({
  kind: 'metric',
  id: 'convlab/mean-absolute-error',
  version: 1,
  title: 'Mean absolute error',
  summary: 'Mean of the absolute differences from the truth, in the unit of the target.',
  formula: 'mean(|output - target|)',
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, Infinity], format: 'number' },
      tasks: ['regression'],
      sumOf: requireValues(meanOverOutputs((output, target) => Math.abs(output - target))),
    }),
});
