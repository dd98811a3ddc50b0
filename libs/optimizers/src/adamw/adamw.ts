import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, beta2, epsilonField, optimizerFields, weightDecay } from '../_internal/optimizer-config.ts';
import { addDecayedWeights } from '../add-decayed-weights/add-decayed-weights.ts';
import { scaleByAdam } from '../scale-by-adam/scale-by-adam.ts';

const config = z.strictObject({
  ...optimizerFields(0.001),
  beta1,
  beta2,
  epsilon: epsilonField(1e-8),
  weightDecay,
});

/**
 * AdamW.
 *
 * w <- w - learningRate · (mHat / (sqrt(vHat) + epsilon) + weightDecay · w)
 *
 * The decay acts on kernels alone: biases and normalizations are left as they are.
 *
 * @see Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2. As PyTorch, the decay is scaled by
 * the learning rate.
 */
export const adamw = definePlugin({
  kind: 'optimizer',
  id: 'convlab/adamw',
  version: 1,
  title: 'AdamW',
  summary: 'Adam with decoupled weight decay.',
  formula: 'w <- w - learningRate * (mHat / (sqrt(vHat) + epsilon) + weightDecay * w)',
  references: ['Loshchilov & Hutter, Decoupled weight decay regularization, ICLR 2019'],
  config,
  create: (options, context) =>
    assemble(options, context, scaleByAdam(options), addDecayedWeights(options.weightDecay)),
});
