import { definePlugin, formatShape, type Layer, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { MERGE_INPUTS, mergedShape } from '../_internal/merge.ts';

/**
 * Concatenation along the channels.
 *
 * y[..., 0 : C_1] = x_1, y[..., C_1 : C_1 + C_2] = x_2, …
 *
 * Shapes: two inputs or more, [N, ..., C_k] with the same leading axes -> [N, ..., Σ C_k]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when the inputs differ in more than their channels.
 *
 * @see Szegedy et al., "Going deeper with convolutions", CVPR 2015; Huang et al., "Densely connected convolutional networks",
 * CVPR 2017.
 */
export const concatenate = definePlugin({
  kind: 'layer',
  id: 'convlab/concatenate',
  version: 1,
  title: 'Concatenate',
  summary: 'Puts the channels of its inputs one after another.',
  formula: 'y = [x_1, x_2, ...] along C',
  references: ['Szegedy et al., Going deeper with convolutions, CVPR 2015'],
  config: z.strictObject({}),
  create: (): Layer => ({
    numInputs: MERGE_INPUTS,
    outputShape: (inputs) => {
      const first = mergedShape(inputs, sameButChannels, (shape) => `inputs of shape ${butChannels(shape)}`);
      return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
    },
    apply: (call) => result(call, () => tf.concat([...call.inputs], -1)),
  }),
});

function sameButChannels(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.length > 0 && a.slice(0, -1).every((dim, i) => dim === b[i]);
}

function butChannels(shape: Shape): string {
  return `${formatShape(shape.slice(0, -1)).slice(0, -1)}${shape.length > 1 ? ', ' : ''}C]`;
}
