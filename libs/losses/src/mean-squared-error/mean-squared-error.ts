import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { regressionLoss } from '../_internal/regression-loss.ts';

/**
 * Mean squared error.
 *
 * loss = mean over n, k of (y - t)²
 *
 * Reduction: the mean over all N · K elements. Unit: that of the targets, squared. Predicts the conditional mean.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 */
export const meanSquaredError = definePlugin({
  kind: 'loss',
  id: 'convlab/mean-squared-error',
  version: 1,
  title: 'Mean squared error',
  summary: 'For regression; large errors weigh more.',
  formula: 'loss = mean((y - t)^2)',
  config: z.strictObject({}),
  create: () => regressionLoss((error) => tf.square(error)),
});
