import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, beta2, epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByNadam } from '../scale-by-nadam/scale-by-nadam.ts';

const config = z.strictObject({
  ...optimizerFields(0.002),
  beta1,
  beta2,
  epsilon: epsilonField(1e-8),
  momentumDecay: z
    .number()
    .min(0)
    .default(0.004)
    .meta({
      title: 'Momentum decay',
      description: 'How fast the momentum rises to beta 1.',
      ui: { advanced: true },
    }),
  repeatMomentum: z
    .boolean()
    .default(false)
    .meta({
      title: 'Repeat momentum',
      description:
        'Count mu twice in the product ahead, as PyTorch did up to version 1.13; to repeat old runs.',
      ui: { advanced: true },
    }),
});

/**
 * NAdam.
 *
 * mu_t = beta1 (1 - 0.96^(t · momentumDecay) / 2), P_t = mu_1 … mu_t
 * w <- w - learningRate · ((1 - mu_t) / (1 - P_t) g + mu_{t+1} / (1 - P_{t+1}) m) / (sqrt(vHat) + epsilon)
 *
 * @see Dozat, "Incorporating Nesterov momentum into Adam", ICLR 2016 workshop.
 */
export const nadam = definePlugin({
  kind: 'optimizer',
  id: 'convlab/nadam',
  version: 1,
  title: 'NAdam',
  summary: 'Adam with Nesterov momentum.',
  formula: 'w <- w - learningRate * (c1 * g + c2 * m) / (sqrt(vHat) + epsilon)',
  references: ['Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop'],
  config,
  create: (options, context) => assemble(options, context, scaleByNadam(options)),
});
