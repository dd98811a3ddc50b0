import { definePlugin, type Regularizer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { absolute, softThreshold } from '../_internal/absolute.ts';
import { l1Method } from '../_internal/l1-method.ts';
import { inScope, scopeFields } from '../_internal/weight-scope.ts';

const config = z.strictObject({
  strength: z
    .number()
    .min(0)
    .default(1e-5)
    .meta({
      title: 'Strength',
      description: 'Factor of the sum of absolute weights in the loss.',
      ui: { scale: 'log' },
    }),
  method: l1Method.default('proximal'),
  ...scopeFields,
});

/**
 * L1 penalty, which makes weights sparse.
 *
 * proximal:    w <- sign(w) · max(|w| - learningRate · strength, 0) after each update
 * subgradient: loss <- loss + strength · Σ |w|, with derivative strength · sign(w), 0 at 0
 *
 * Both minimize the same penalized loss, but only the proximal step reaches zero: the sub-gradient steps over it again and
 * again. With the proximal step the reported training loss does not contain the penalty.
 *
 * Acts in training only, on kernels by default.
 *
 * @see Tibshirani, "Regression shrinkage and selection via the lasso", 1996; Beck & Teboulle, "A fast iterative
 * shrinkage-thresholding algorithm", 2009, eq. 1.4.
 */
export const l1 = definePlugin({
  kind: 'regularizer',
  id: 'convlab/l1',
  version: 1,
  title: 'L1',
  summary: 'Drives unneeded weights to zero.',
  formula: 'loss <- loss + strength * sum(|w|)',
  references: [
    'Tibshirani, Regression shrinkage and selection via the lasso, 1996',
    'Beck & Teboulle, A fast iterative shrinkage-thresholding algorithm for linear inverse problems, 2009',
  ],
  config,
  create: ({ strength, method, ...scope }): Regularizer => ({
    appliesTo: inScope(scope),
    ...(method === 'proximal'
      ? { project: (value, _weight, { learningRate }) => softThreshold(value, learningRate * strength) }
      : { penalty: (value) => tf.tidy(() => tf.mul(tf.sum(absolute(value)), strength)) }),
  }),
});

/** Share of weights that are exactly zero, in [0, 1]; NaN when there are none. What an L1 penalty is judged by. */
export function sparsity(values: ArrayLike<number>): number {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return zeros / values.length;
}
