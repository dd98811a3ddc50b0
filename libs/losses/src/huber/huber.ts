import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { absolute, regressionLoss } from '../_internal/regression-loss.ts';

const config = z.strictObject({
  delta: z
    .number()
    .positive()
    .default(1)
    .meta({
      title: 'Delta',
      description: 'Error from which on the loss grows linearly, in the unit of the targets.',
      ui: { scale: 'log' },
    }),
});

/**
 * Huber loss.
 *
 * loss = mean of e² / 2 for |e| <= delta, else delta · (|e| - delta / 2), with e = y - t
 *
 * Reduction: the mean over all N · K elements. Squared near zero, absolute far from it.
 *
 * Shapes: outputs [N, K], targets [N, K] -> scalar. Other targets throw E_SHAPE_TARGETS.
 *
 * @see Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 1964.
 */
export const huber = definePlugin({
  kind: 'loss',
  id: 'convlab/huber',
  version: 1,
  title: 'Huber loss',
  summary: 'For regression: squared for small errors, absolute for large ones.',
  formula: 'loss = mean(|e| <= delta ? e^2 / 2 : delta * (|e| - delta / 2))',
  references: ['Huber, Robust estimation of a location parameter, Annals of Mathematical Statistics 1964'],
  config,
  create: ({ delta }) =>
    regressionLoss((error) => {
      const size = absolute(error);
      const inner = tf.minimum(size, delta);
      return tf.add(tf.mul(tf.square(inner), 0.5), tf.mul(tf.sub(size, inner), delta));
    }),
});
