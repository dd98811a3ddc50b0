import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { absolute, regressionLoss } from '../_internal/regression-loss.ts';

/**
 * Mean absolute error.
 *
 * loss = mean over n, k of |y - t|
 *
 * Reduction: the mean over all N · K elements. Unit: that of the targets. Predicts the conditional median. The gradient of an
 * error of 0 is 0.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 */
export const meanAbsoluteError = definePlugin({
  kind: 'loss',
  id: 'convlab/mean-absolute-error',
  version: 1,
  title: 'Mean absolute error',
  summary: 'For regression with outliers.',
  formula: 'loss = mean(|y - t|)',
  traits: ['non-smooth'],
  config: z.strictObject({}),
  create: () => regressionLoss(absolute),
});
