import { definePlugin, type Regularizer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { inScope, scopeFields } from '../_internal/weight-scope.ts';

const config = z.strictObject({
  weightDecay: z
    .number()
    .min(0)
    .default(0.01)
    .meta({
      title: 'Weight decay',
      description: 'Share of each weight that an update at learning rate 1 takes away.',
      ui: { scale: 'log' },
    }),
  ...scopeFields,
});

/**
 * Decoupled weight decay, for any optimizer.
 *
 * w <- w · (1 - learningRate · weightDecay) after each update
 *
 * Unlike an L2 penalty it does not pass through the optimizer’s rescaling, so that all weights decay at one pace. (AdamW decays
 * before the step instead of after it; the difference is of second order in the learning rate.)
 *
 * Acts in training only, on kernels by default.
 *
 * @see Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR 2019, §2.
 */
export const weightDecay = definePlugin({
  kind: 'regularizer',
  id: 'convlab/weight-decay',
  version: 1,
  title: 'Weight decay',
  summary: 'Shrinks weights a little after each update.',
  formula: 'w <- w * (1 - learningRate * weightDecay)',
  references: ['Loshchilov & Hutter, Decoupled weight decay regularization, ICLR 2019'],
  config,
  create: ({ weightDecay: share, ...scope }): Regularizer => ({
    appliesTo: inScope(scope),
    project: (value, _weight, { learningRate }) => tf.mul(value, 1 - learningRate * share),
  }),
});
