import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs } from '../_internal/mean-metric.ts';
import { requireValues } from '../_internal/require-predictions.ts';

/**
 * Mean absolute percentage error over all outputs.
 *
 * mape = mean(|output - target| / |target|)
 *
 * Infinite when a target is 0 and missed, as no percentage of nothing is right; a target of 0 that is met adds 0.
 * Unit: fraction. Range: [0, Infinity]; lower is better.
 */
export const meanAbsolutePercentageError = definePlugin({
  kind: 'metric',
  id: 'convlab/mean-absolute-percentage-error',
  version: 1,
  title: 'Mean absolute percentage error',
  summary: 'Mean of the absolute differences as shares of the truth.',
  formula: 'mean(|output - target| / |target|)',
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, Infinity], format: 'percent' },
      tasks: ['regression'],
      sumOf: requireValues(
        meanOverOutputs((output, target) =>
          output === target ? 0 : Math.abs(output - target) / Math.abs(target),
        ),
      ),
    }),
});
