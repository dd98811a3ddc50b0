import { definePlugin, type Regularizer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { inScope, scopeFields } from '../_internal/weight-scope.ts';

const config = z.strictObject({
  strength: z
    .number()
    .min(0)
    .default(1e-4)
    .meta({
      title: 'Strength',
      description: 'Factor of the sum of squared weights in the loss.',
      ui: { scale: 'log' },
    }),
  ...scopeFields,
});

/**
 * L2 penalty.
 *
 * loss <- loss + strength · Σ w²
 *
 * There is no factor 1/2, as in Keras: strength c acts on SGD as PyTorch’s coupled `weight_decay` of 2c. For adaptive optimizers
 * decoupled weight decay (`adamw`) is another thing, and usually the better one.
 *
 * Acts in training only, on kernels by default. Shape: any weight -> scalar.
 *
 * @see Krogh & Hertz, "A simple weight decay can improve generalization", NIPS 1991.
 */
export const l2 = definePlugin({
  kind: 'regularizer',
  id: 'convlab/l2',
  version: 1,
  title: 'L2',
  summary: 'Penalizes large weights.',
  formula: 'loss <- loss + strength * sum(w^2)',
  references: ['Krogh & Hertz, A simple weight decay can improve generalization, NIPS 1991'],
  config,
  create: ({ strength, ...scope }): Regularizer => ({
    appliesTo: inScope(scope),
    penalty: (value) => tf.tidy(() => tf.mul(tf.sum(tf.square(value)), strength)),
  }),
});
