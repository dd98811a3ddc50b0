import {
  channelsOf,
  ConvlabError,
  definePlugin,
  formatShape,
  imageShape,
  type ImageShape,
  type Layer,
  type Shape,
} from '@convlab/core';
import { instanceNorm } from '@convlab/backend/ops/instance-norm';
import { z } from 'zod';
import { affineOf, affineWeights, normalizationFields } from '../_internal/affine.ts';

const config = z.strictObject(normalizationFields);

/**
 * Instance normalization.
 *
 * y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over H and W of one example and channel
 *
 * Shapes: x [N, H, W, C] -> [N, H, W, C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * An input of one position throws E_SHAPE_POSITIONS: it has no variance.
 *
 * @see Ulyanov, Vedaldi & Lempitsky, "Instance normalization", 2016, eq. 2.
 */
export const instance = definePlugin({
  kind: 'normalization',
  id: 'convlab/instance',
  version: 1,
  title: 'Instance normalization',
  summary: 'Normalizes each channel of each example by itself.',
  formula: 'y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta',
  references: ['Ulyanov, Vedaldi & Lempitsky, Instance normalization, 2016'],
  config,
  create: (options): Layer => ({
    outputShape: (inputs) => severalPositions(inputs),
    weights: (inputs) => affineWeights(options, [channelsOf(inputs)]),
    apply: (call) => ({
      output: instanceNorm(call.inputs[0], { ...affineOf(call), epsilon: options.epsilon }),
    }),
    averages: { axes: ['H', 'W'] },
  }),
});

function severalPositions(inputs: readonly Shape[]): ImageShape {
  const shape = imageShape(inputs);
  if (shape[0] * shape[1] > 1) return shape;
  throw new ConvlabError({
    code: 'E_SHAPE_POSITIONS',
    message: `Instance normalization of shape ${formatShape(shape)} has one value per channel, which has no variance`,
    received: shape,
    expected: 'an input with H · W of at least 2',
    hint: 'Use layer or group normalization here.',
  });
}
