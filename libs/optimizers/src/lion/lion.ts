import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, optimizerFields } from '../_internal/optimizer-config.ts';
import { addDecayedWeights } from '../add-decayed-weights/add-decayed-weights.ts';
import { scaleByLion } from '../scale-by-lion/scale-by-lion.ts';

const config = z.strictObject({
  ...optimizerFields(0.0001),
  beta1,
  beta2: z
    .number()
    .min(0)
    .lt(1)
    .default(0.99)
    .meta({
      title: 'Beta 2',
      description: 'Share of the average gradient that each step keeps.',
      ui: { advanced: true },
    }),
  weightDecay: z
    .number()
    .min(0)
    .default(0)
    .meta({
      title: 'Weight decay',
      description:
        'Share of each kernel that a step at learning rate 1 takes away; biases and normalizations are left alone.',
      ui: { scale: 'log' },
    }),
});

/**
 * Lion.
 *
 * u = sign(beta1 m + (1 - beta1) g); m <- beta2 m + (1 - beta2) g; w <- w - learningRate · (u + weightDecay · w)
 *
 * Wants a learning rate three to ten times smaller, and a weight decay as many times larger, than AdamW.
 *
 * @see Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2.
 */
export const lion = definePlugin({
  kind: 'optimizer',
  id: 'convlab/lion',
  version: 1,
  title: 'Lion',
  summary: 'Steps of one size, in the direction of the sign of an average gradient.',
  formula: 'w <- w - learningRate * (sign(beta1 * m + (1 - beta1) * g) + weightDecay * w)',
  references: ['Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023'],
  config,
  create: (options, context) =>
    assemble(options, context, scaleByLion(options), addDecayedWeights(options.weightDecay)),
});
