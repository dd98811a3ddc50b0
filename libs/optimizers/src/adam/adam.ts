import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, beta2, epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByAdam } from '../scale-by-adam/scale-by-adam.ts';

const config = z.strictObject({
  ...optimizerFields(0.001),
  beta1,
  beta2,
  epsilon: epsilonField(1e-8),
});

/**
 * Adam.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * w <- w - learningRate · (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 */
export const adam = definePlugin({
  kind: 'optimizer',
  id: 'convlab/adam',
  version: 1,
  title: 'Adam',
  summary: 'Steps of even size, from running means of the gradient and its square.',
  formula: 'w <- w - learningRate * mHat / (sqrt(vHat) + epsilon)',
  references: ['Kingma & Ba, Adam: a method for stochastic optimization, ICLR 2015'],
  config,
  create: (options, context) => assemble(options, context, scaleByAdam(options)),
});
