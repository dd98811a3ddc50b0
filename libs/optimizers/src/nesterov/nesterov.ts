import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { optimizerFields } from '../_internal/optimizer-config.ts';
import { trace } from '../trace/trace.ts';

const config = z.strictObject({
  ...optimizerFields(0.01),
  momentum: z
    .number()
    .min(0)
    .lt(1)
    .default(0.9)
    .meta({ title: 'Momentum', description: 'Share of the last step that goes on.' }),
});

/**
 * Gradient descent with Nesterov’s momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · (g + momentum · v)
 *
 * @see Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983; Sutskever et al., ICML
 * 2013.
 */
export const nesterov = definePlugin({
  kind: 'optimizer',
  id: 'convlab/nesterov',
  version: 1,
  title: 'Nesterov momentum',
  summary: 'SGD with momentum 0.9 that looks ahead.',
  formula: 'v <- momentum * v + g; w <- w - learningRate * (g + momentum * v)',
  references: [
    'Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, ICML 2013',
  ],
  config,
  create: (options, context) =>
    assemble(options, context, trace({ decay: options.momentum, nesterov: true })),
});
