import { definePlugin, type Constraint } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/**
 * Non-negativity constraint.
 *
 * w <- max(w, 0)
 *
 * @see Lee & Seung, "Learning the parts of objects by non-negative matrix factorization", Nature 1999.
 */
export const nonNegative = definePlugin({
  kind: 'constraint',
  id: 'convlab/non-negative',
  version: 1,
  title: 'Non-negativity',
  summary: 'Cuts negative weights off.',
  formula: 'w <- max(w, 0)',
  config: z.strictObject({}),
  create: (): Constraint => ({ project: (value) => tf.relu(value) }),
});
