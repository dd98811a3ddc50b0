import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs } from '../_internal/mean-metric.ts';
import { requireValues } from '../_internal/require-predictions.ts';

/**
 * Root mean squared error over all outputs.
 *
 * rmse = sqrt(mean((output - target)^2))
 *
 * Unit: the target's. Range: [0, Infinity); lower is better.
 */
export const rootMeanSquaredError = definePlugin({
  kind: 'metric',
  id: 'convlab/root-mean-squared-error',
  version: 1,
  title: 'Root mean squared error',
  summary: 'Square root of the mean squared difference from the truth, in the unit of the target.',
  formula: 'sqrt(mean((output - target)^2))',
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, Infinity], format: 'number' },
      tasks: ['regression'],
      sumOf: requireValues(meanOverOutputs((output, target) => (output - target) ** 2)),
      finish: Math.sqrt,
    }),
});
