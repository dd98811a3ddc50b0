import { definePlugin, type Regularizer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { absolute, softThreshold } from '../_internal/absolute.ts';
import { l1Method } from '../_internal/l1-method.ts';
import { inScope, scopeFields } from '../_internal/weight-scope.ts';

const config = z.strictObject({
  l1: z
    .number()
    .min(0)
    .default(1e-5)
    .meta({
      title: 'L1 strength',
      description: 'Factor of the sum of absolute weights.',
      ui: { scale: 'log' },
    }),
  l2: z
    .number()
    .min(0)
    .default(1e-4)
    .meta({
      title: 'L2 strength',
      description: 'Factor of the sum of squared weights.',
      ui: { scale: 'log' },
    }),
  method: l1Method.default('proximal'),
  ...scopeFields,
});

/**
 * Elastic net: L1 and L2 together.
 *
 * loss <- loss + l1 · Σ |w| + l2 · Σ w²
 *
 * With the proximal method the L1 part is the step w <- sign(w) · max(|w| - learningRate · l1, 0) after each update.
 *
 * Acts in training only, on kernels by default.
 *
 * @see Zou & Hastie, "Regularization and variable selection via the elastic net", 2005.
 */
export const elasticNet = definePlugin({
  kind: 'regularizer',
  id: 'convlab/elastic-net',
  version: 1,
  title: 'Elastic net',
  summary: 'Penalizes large weights and drives unneeded ones to zero.',
  formula: 'loss <- loss + l1 * sum(|w|) + l2 * sum(w^2)',
  references: ['Zou & Hastie, Regularization and variable selection via the elastic net, 2005'],
  config,
  create: ({ l1, l2, method, ...scope }): Regularizer => {
    const squares = (value: tf.Tensor): tf.Tensor => tf.mul(tf.sum(tf.square(value)), l2);
    const sizes = (value: tf.Tensor): tf.Tensor => tf.mul(tf.sum(absolute(value)), l1);
    return {
      appliesTo: inScope(scope),
      ...(method === 'proximal'
        ? {
            penalty: (value) => tf.tidy(() => squares(value)),
            project: (value, _weight, { learningRate }) => softThreshold(value, learningRate * l1),
          }
        : { penalty: (value) => tf.tidy(() => tf.add(squares(value), sizes(value))) }),
    };
  },
});
