import { definePlugin, type Regularizer } from '@convlab/core';
import { z } from 'zod';
import { insertAfter } from '../_internal/rewrite-graph.ts';

const config = z.strictObject({
  standardDeviation: z
    .number()
    .positive()
    .default(0.1)
    .meta({
      title: 'Standard deviation',
      description: 'Of the noise, in units of the scaled input.',
      ui: { scale: 'log' },
    }),
});

/**
 * Gaussian noise on the input.
 *
 * x <- x + e, e ~ N(0, standardDeviation²), in training only
 *
 * Rewrites the network: a Gaussian noise layer on its input.
 *
 * @see Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 1995.
 */
export const gaussianNoise = definePlugin({
  kind: 'regularizer',
  id: 'convlab/gaussian-noise',
  version: 1,
  title: 'Gaussian noise',
  summary: 'Adds noise to the input while training.',
  formula: 'x <- x + e, e ~ N(0, standardDeviation^2)',
  references: [
    'Bishop, Training with noise is equivalent to Tikhonov regularization, Neural Computation 1995',
  ],
  config,
  create: ({ standardDeviation }): Regularizer => ({
    rewrite: (graph) =>
      insertAfter(graph, 'input', 'noise', {
        kind: 'layer',
        id: 'convlab/gaussian-noise',
        standardDeviation,
      }),
  }),
});
