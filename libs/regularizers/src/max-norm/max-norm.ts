import { definePlugin, type Constraint } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { unitNorms } from '../_internal/unit-norm.ts';

const config = z.strictObject({
  limit: z.number().positive().default(3).meta({
    title: 'Limit',
    description: 'Largest length of the weights that lead into one unit.',
  }),
});

/**
 * Max-norm constraint.
 *
 * w_u <- w_u · min(1, limit / ||w_u||), w_u the weights that lead into unit (or filter) u
 *
 * Shapes: dense [C, U], convolution [kH, kW, C, F]: the norm runs over all axes but the last; depthwise [kH, kW, C, m]: over
 * the first two. The layer says which.
 *
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014, §5.1.
 */
export const maxNorm = definePlugin({
  kind: 'constraint',
  id: 'convlab/max-norm',
  version: 1,
  title: 'Max norm',
  summary: 'Bounds the length of the weights that lead into each unit.',
  formula: 'w[:, u] <- w[:, u] * min(1, limit / ||w[:, u]||)',
  references: [
    'Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 2014',
  ],
  config,
  create: ({ limit }): Constraint => ({
    project: (value, weight) =>
      tf.tidy(() => tf.mul(value, tf.div(limit, tf.maximum(unitNorms(value, weight), limit)))),
  }),
});
