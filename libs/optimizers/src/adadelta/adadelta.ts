import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByAdadelta } from '../scale-by-adadelta/scale-by-adadelta.ts';

const config = z.strictObject({
  ...optimizerFields(1),
  rho: z.number().min(0).lt(1).default(0.9).meta({
    title: 'Rho',
    description: 'Share of both running mean squares that each step keeps.',
  }),
  epsilon: epsilonField(1e-6),
});

/**
 * Adadelta.
 *
 * v <- rho v + (1 - rho) g²; d = sqrt(u + epsilon) / sqrt(v + epsilon) · g; u <- rho u + (1 - rho) d²; w <- w - learningRate · d
 *
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
 */
export const adadelta = definePlugin({
  kind: 'optimizer',
  id: 'convlab/adadelta',
  version: 1,
  title: 'Adadelta',
  summary: 'Steps whose size follows from earlier steps; the learning rate is 1.',
  formula: 'w <- w - learningRate * sqrt(u + epsilon) / sqrt(v + epsilon) * g',
  references: ['Zeiler, ADADELTA: an adaptive learning rate method, 2012'],
  config,
  create: (options, context) => assemble(options, context, scaleByAdadelta(options)),
});
