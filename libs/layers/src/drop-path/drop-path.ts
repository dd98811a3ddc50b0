import { dropoutMask } from '@convlab/backend';
import { definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  rate: z.number().min(0).lt(1).default(0.1).meta({
    title: 'Rate',
    description: 'Probability that an example’s whole input is set to zero.',
  }),
});

/**
 * Drop path: what stochastic depth does to one residual branch.
 *
 * y[n] = x[n] · b[n] / (1 - rate), b ~ Bernoulli(1 - rate) for each example, in training; y = x in inference
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: acts in training only. Randomness: fresh for each node and step. Memory: no weights.
 *
 * @see Huang et al., "Deep networks with stochastic depth", ECCV 2016, eq. 2.
 */
export const dropPath = definePlugin({
  kind: 'layer',
  id: 'convlab/drop-path',
  version: 1,
  title: 'Drop path',
  summary: 'Leaves a branch out for random examples while training.',
  formula: 'y[n] = x[n] * b[n] / (1 - rate), b ~ Bernoulli(1 - rate)',
  traits: ['stochastic', 'mode-dependent'],
  references: ['Huang et al., Deep networks with stochastic depth, ECCV 2016'],
  config,
  create: ({ rate }): Layer => ({
    outputShape: soleShape,
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        if (!call.training || rate === 0) return x;
        return tf.mul(
          x,
          dropoutMask(
            x.shape.map((dim, axis) => (axis === 0 ? dim : 1)),
            call.rng,
            rate,
          ),
        );
      }),
  }),
});
