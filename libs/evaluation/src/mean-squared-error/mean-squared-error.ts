import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs } from '../_internal/mean-metric.ts';
import { requireValues } from '../_internal/require-predictions.ts';

/**
 * Mean squared error over all outputs.
 *
 * mse = mean((output - target)^2)
 *
 * Unit: the target's, squared. Range: [0, Infinity); lower is better.
 */
export const meanSquaredError = definePlugin({
  kind: 'metric',
  id: 'convlab/mean-squared-error',
  version: 1,
  title: 'Mean squared error',
  summary: 'Mean of the squared differences from the truth.',
  formula: 'mean((output - target)^2)',
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, Infinity], format: 'number' },
      tasks: ['regression'],
      sumOf: requireValues(meanOverOutputs((output, target) => (output - target) ** 2)),
    }),
});
