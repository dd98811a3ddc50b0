import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByRms } from '../scale-by-rms/scale-by-rms.ts';
import { trace } from '../trace/trace.ts';

const config = z.strictObject({
  ...optimizerFields(0.001),
  rho: z.number().min(0).lt(1).default(0.9).meta({
    title: 'Rho',
    description: 'Share of the running mean square that each step keeps.',
  }),
  momentum: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .meta({ title: 'Momentum', description: 'Share of the last step that goes on; 0 for none.' }),
  centered: z
    .boolean()
    .default(false)
    .meta({
      title: 'Centered',
      description: 'Divide by the standard deviation of the gradient instead of its root mean square.',
      ui: { advanced: true },
    }),
  epsilon: epsilonField(1e-8),
});

/**
 * RMSprop.
 *
 * v <- rho v + (1 - rho) g²; w <- w - learningRate · g / (sqrt(v) + epsilon), with momentum on the quotient
 * centered: v - m² in place of v, m the running mean of g
 *
 * @see Tieleman & Hinton, "Lecture 6.5 – RMSProp", COURSERA 2012. Epsilon is added outside the root, as in PyTorch.
 */
export const rmsprop = definePlugin({
  kind: 'optimizer',
  id: 'convlab/rmsprop',
  version: 1,
  title: 'RMSprop',
  summary: 'Divides each step by a running root mean square of the gradient.',
  formula: 'w <- w - learningRate * g / (sqrt(v) + epsilon), v <- rho * v + (1 - rho) * g^2',
  references: ['Tieleman & Hinton, Lecture 6.5 - RMSProp, COURSERA 2012'],
  config,
  create: (options, context) =>
    assemble(
      options,
      context,
      scaleByRms({ ...options, decay: options.rho }),
      ...(options.momentum === 0 ? [] : [trace({ decay: options.momentum })]),
    ),
});
