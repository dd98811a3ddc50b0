import { definePlugin, type Constraint } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { unitNorms } from '../_internal/unit-norm.ts';

/**
 * Unit-norm constraint.
 *
 * w_u <- w_u / ||w_u||, w_u the weights that lead into unit (or filter) u; a unit of zeros stays zero
 *
 * Shapes: dense [C, U], convolution [kH, kW, C, F]: the norm runs over all axes but the last; depthwise [kH, kW, C, m]: over
 * the first two. The layer says which.
 *
 * @see Salimans & Kingma, "Weight normalization", NIPS 2016, for why directions and lengths are set apart.
 */
export const unitNorm = definePlugin({
  kind: 'constraint',
  id: 'convlab/unit-norm',
  version: 1,
  title: 'Unit norm',
  summary: 'Keeps the weights that lead into each unit at length 1.',
  formula: 'w[:, u] <- w[:, u] / ||w[:, u]||',
  config: z.strictObject({}),
  create: (): Constraint => ({
    project: (value, weight) =>
      tf.tidy(() => {
        const norms = unitNorms(value, weight);
        // Zeros divided by 1 instead of 0 stay zeros.
        return tf.div(value, tf.where(tf.equal(norms, 0), tf.onesLike(norms), norms));
      }),
  }),
});
