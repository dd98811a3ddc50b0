import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, beta2, epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByAdamax } from '../scale-by-adamax/scale-by-adamax.ts';

const config = z.strictObject({
  ...optimizerFields(0.002),
  beta1,
  beta2,
  epsilon: epsilonField(1e-8),
});

/**
 * Adamax.
 *
 * m <- beta1 m + (1 - beta1) g, u <- max(beta2 u, |g| + epsilon); w <- w - learningRate · m / (1 - beta1^t) / u
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2.
 */
export const adamax = definePlugin({
  kind: 'optimizer',
  id: 'convlab/adamax',
  version: 1,
  title: 'Adamax',
  summary: 'Adam with the largest gradient in place of the mean square.',
  formula: 'w <- w - learningRate * mHat / u, u <- max(beta2 * u, |g| + epsilon)',
  references: ['Kingma & Ba, Adam: a method for stochastic optimization, ICLR 2015'],
  config,
  create: (options, context) => assemble(options, context, scaleByAdamax(options)),
});
