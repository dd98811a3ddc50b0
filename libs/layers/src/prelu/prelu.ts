import { channelsOf, definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { filled } from '../_internal/filled.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';

const config = z.strictObject({
  initialSlope: z.number().default(0.25).meta({
    title: 'Initial slope',
    description: 'First value of each learned slope.',
  }),
  shared: z.boolean().default(false).meta({
    title: 'Shared',
    description: 'Learn one slope for all channels instead of one for each.',
  }),
});

/**
 * Parametric rectified linear unit.
 *
 * y = x for x > 0, else slope * x, with a learned slope
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; slope [C], or [1] when shared
 * Mode: identical in training and inference. Randomness: none.
 *
 * @see He et al., "Delving deep into rectifiers", ICCV 2015, eq. 1.
 */
export const prelu = definePlugin({
  kind: 'activation',
  id: 'convlab/prelu',
  version: 1,
  title: 'PReLU',
  summary: 'Scales negative values by a learned slope.',
  formula: 'y = x > 0 ? x : slope * x',
  traits: ['non-smooth'],
  references: ['He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015'],
  config,
  create: ({ initialSlope, shared }): Layer => ({
    outputShape: soleShape,
    weights: (inputs) => ({
      slope: {
        shape: [shared ? 1 : channelsOf(inputs)],
        role: 'slope',
        initializer: filled(initialSlope),
        fanIn: 1,
        fanOut: 1,
      },
    }),
    apply: (call) => result(call, () => tf.prelu(call.inputs[0], weight(call, 'slope'))),
  }),
});
