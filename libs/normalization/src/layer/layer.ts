import { definePlugin, soleShape, type Layer, type Shape } from '@convlab/core';
import { layerNorm } from '@convlab/backend/ops/layer-norm';
import { z } from 'zod';
import { affineOf, affineWeights, normalizationFields } from '../_internal/affine.ts';

const config = z.strictObject({
  axis: z.enum(['all', 'channels']).default('all').meta({
    title: 'Axis',
    description:
      'all: over the whole example; channels: over the channels of each position, as ConvNeXt and Keras’s default.',
  }),
  ...normalizationFields,
});

/**
 * Layer normalization.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over one example (or over one position’s channels)
 *
 * Statistics do not depend on the batch, so training and inference agree.
 *
 * Shapes: x [N, ...shape] -> [N, ...shape]; gamma, beta of `shape` for axis "all", [C] for "channels"
 * Mode: identical in training and inference. Randomness: none.
 *
 * @see Ba, Kiros & Hinton, "Layer normalization", 2016, eq. 3 and 4.
 */
export const layer = definePlugin({
  kind: 'normalization',
  id: 'convlab/layer',
  version: 1,
  title: 'Layer normalization',
  summary: 'Normalizes each example by itself.',
  formula: 'y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta',
  references: ['Ba, Kiros & Hinton, Layer normalization, 2016'],
  config,
  create: (options): Layer => {
    const normalized = (shape: Shape): Shape => (options.axis === 'all' ? shape : shape.slice(-1));
    return {
      outputShape: soleShape,
      weights: (inputs) => affineWeights(options, normalized(soleShape(inputs))),
      apply: (call) => {
        const [x] = call.inputs;
        const rank = normalized(x.shape.slice(1)).length;
        const axes = Array.from({ length: rank }, (_, i) => x.rank - rank + i);
        return { output: layerNorm(x, { ...affineOf(call), axes, epsilon: options.epsilon }) };
      },
      averages: { axes: options.axis === 'all' ? ['H', 'W', 'C'] : ['C'] },
    };
  },
});
