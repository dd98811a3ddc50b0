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
    .default(0)
    .meta({ title: 'Momentum', description: 'Share of the last step that goes on; 0 for none.' }),
  nesterov: z
    .boolean()
    .default(false)
    .meta({ title: 'Nesterov', description: 'Look one momentum step ahead.' }),
});

/**
 * Stochastic gradient descent with momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · v
 * nesterov: w <- w - learningRate · (g + momentum · v)
 *
 * With momentum 0 it is plain gradient descent. A learning rate of 1 and momentum of 0.9 move as far as one of 10 without.
 *
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013.
 */
export const sgd = definePlugin({
  kind: 'optimizer',
  id: 'convlab/sgd',
  version: 1,
  title: 'SGD',
  summary: 'Steps down the gradient, with momentum.',
  formula: 'v <- momentum * v + g; w <- w - learningRate * v',
  references: [
    'Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, ICML 2013',
  ],
  config,
  create: (options, context) =>
    assemble(
      options,
      context,
      ...(options.momentum === 0 ? [] : [trace({ decay: options.momentum, nesterov: options.nesterov })]),
    ),
});
