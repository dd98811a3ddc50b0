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
 * Gradient descent with momentum.
 *
 * v <- momentum · v + g; w <- w - learningRate · v
 *
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
export const momentum = definePlugin({
  kind: 'optimizer',
  id: 'convlab/momentum',
  version: 1,
  title: 'Momentum',
  summary: 'SGD with momentum 0.9.',
  formula: 'v <- momentum * v + g; w <- w - learningRate * v',
  references: ['Polyak, Some methods of speeding up the convergence of iteration methods, 1964'],
  config,
  create: (options, context) => assemble(options, context, trace({ decay: options.momentum })),
});
