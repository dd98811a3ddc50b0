import { channelsOf, definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { filled } from '../_internal/filled.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';

const config = z.strictObject({
  initialScale: z
    .number()
    .default(1)
    .meta({
      title: 'Initial scale',
      description: 'First value of every factor.',
      ui: { advanced: true },
    }),
});

/**
 * A learned factor and offset for each channel.
 *
 * y[..., c] = x[..., c] · gamma[c] + beta[c]
 *
 * With an average pooling before it, this is the trainable subsampling of 1998.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, §II.B, layer S2.
 */
export const channelAffine = definePlugin({
  kind: 'layer',
  id: 'convlab/channel-affine',
  version: 1,
  title: 'Channel scale and offset',
  summary: 'Multiplies each channel by a learned factor and adds a learned offset.',
  formula: 'y[c] = x[c] * gamma[c] + beta[c]',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config,
  create: ({ initialScale }): Layer => ({
    outputShape: soleShape,
    weights: (inputs) => {
      const common = { shape: [channelsOf(inputs)], fanIn: 1, fanOut: 1 };
      return {
        gamma: { ...common, role: 'scale', initializer: filled(initialScale) },
        beta: { ...common, role: 'offset', initializer: filled(0) },
      };
    },
    apply: (call) =>
      result(call, () => tf.add(tf.mul(call.inputs[0], weight(call, 'gamma')), weight(call, 'beta'))),
  }),
});
