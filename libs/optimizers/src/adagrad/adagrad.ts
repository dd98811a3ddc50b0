import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByAdagrad } from '../scale-by-adagrad/scale-by-adagrad.ts';

const config = z.strictObject({
  ...optimizerFields(0.01),
  initialAccumulator: z
    .number()
    .min(0)
    .default(0)
    .meta({
      title: 'Initial accumulator',
      description: 'First value of each sum of squares.',
      ui: { advanced: true },
    }),
  epsilon: epsilonField(1e-10),
});

/**
 * Adagrad.
 *
 * s <- s + g²; w <- w - learningRate · g / (sqrt(s) + epsilon)
 *
 * @see Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
 */
export const adagrad = definePlugin({
  kind: 'optimizer',
  id: 'convlab/adagrad',
  version: 1,
  title: 'Adagrad',
  summary: 'Divides each step by the root of all squared gradients so far.',
  formula: 's <- s + g^2; w <- w - learningRate * g / (sqrt(s) + epsilon)',
  references: [
    'Duchi, Hazan & Singer, Adaptive subgradient methods for online learning and stochastic optimization, JMLR 2011',
  ],
  config,
  create: (options, context) => assemble(options, context, scaleByAdagrad(options)),
});
