import { dropoutMask } from '@convlab/backend';
import { definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  rate: z.number().min(0).lt(1).default(0.5).meta({
    title: 'Rate',
    description: 'Probability that an element is set to zero.',
  }),
});

/**
 * Dropout.
 *
 * y = x · m / (1 − rate), m ~ Bernoulli(1 − rate) for each element, in training; y = x in inference
 *
 * Dividing by the kept share keeps the expected value, so that inference needs no correction ("inverted" dropout).
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: a fresh mask per node and step. Memory: no weights.
 *
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 */
export const dropout = definePlugin({
  kind: 'layer',
  id: 'convlab/dropout',
  version: 1,
  title: 'Dropout',
  summary: 'Sets a random share of its input to zero while training.',
  formula: 'y = x * m / (1 - rate), m ~ Bernoulli(1 - rate)',
  traits: ['stochastic', 'mode-dependent'],
  references: [
    'Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 2014',
  ],
  config,
  create: ({ rate }): Layer => ({
    outputShape: soleShape,
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        if (!call.training || rate === 0) return x;
        return tf.mul(x, dropoutMask(x.shape, call.rng, rate));
      }),
  }),
});
