import { dropoutMask } from '@convlab/backend';
import { definePlugin, imageShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  rate: z.number().min(0).lt(1).default(0.2).meta({
    title: 'Rate',
    description: 'Probability that a whole feature map is set to zero.',
  }),
});

/**
 * Spatial dropout.
 *
 * y[n, :, :, c] = x[n, :, :, c] · m[n, c] / (1 - rate), m ~ Bernoulli(1 - rate), in training; y = x in inference
 *
 * Shapes: x [N, H, W, C] -> [N, H, W, C]
 * Mode: acts in training only. Randomness: a fresh mask per node and step. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK when the input is no image.
 *
 * @see Tompson et al., "Efficient object localization using convolutional networks", CVPR 2015, §3.2.
 */
export const spatialDropout = definePlugin({
  kind: 'layer',
  id: 'convlab/spatial-dropout',
  version: 1,
  title: 'Spatial dropout',
  summary: 'Sets random feature maps to zero while training.',
  formula: 'y[:, :, c] = x[:, :, c] * m[c] / (1 - rate), m ~ Bernoulli(1 - rate)',
  traits: ['stochastic', 'mode-dependent'],
  references: ['Tompson et al., Efficient object localization using convolutional networks, CVPR 2015'],
  config,
  create: ({ rate }): Layer => ({
    outputShape: imageShape,
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        if (!call.training || rate === 0) return x;
        return tf.mul(x, dropoutMask([x.shape[0] ?? 0, 1, 1, x.shape[3] ?? 0], call.rng, rate));
      }),
  }),
});
