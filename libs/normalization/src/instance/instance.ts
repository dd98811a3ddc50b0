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
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { affineWeights, applyAffine, normalizationFields } from '../_internal/affine.ts';
import { standardize } from '../_internal/standardize.ts';

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
      output: tf.tidy(() => applyAffine(standardize(call.inputs[0], [1, 2], options.epsilon).y, call)),
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
