import { definePlugin, formatShape, type Layer, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { MERGE_INPUTS, mergedShape } from '../_internal/merge.ts';

/**
 * Element-wise product, as of feature maps with a gate.
 *
 * y = x_1 · x_2 · …; an axis of size 1 in a later input is repeated
 *
 * Shapes: two inputs or more, [N, ...shape] and [N, ...shape with ones] -> [N, ...shape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when an input does not fit the first.
 *
 * @see Hu, Shen & Sun, "Squeeze-and-excitation networks", CVPR 2018, eq. 4.
 */
export const multiply = definePlugin({
  kind: 'layer',
  id: 'convlab/multiply',
  version: 1,
  title: 'Multiply',
  summary: 'Multiplies its inputs element by element.',
  formula: 'y = x_1 * x_2 * ...',
  references: ['Hu, Shen & Sun, Squeeze-and-excitation networks, CVPR 2018'],
  config: z.strictObject({}),
  create: (): Layer => ({
    numInputs: MERGE_INPUTS,
    outputShape: (inputs) =>
      mergedShape(
        inputs,
        repeatsInto,
        (first) => `shape ${formatShape(first)}, or the same with axes of size 1`,
      ),
    apply: (call) => result(call, () => call.inputs.reduce((product, x) => tf.mul(product, x))),
  }),
});

function repeatsInto(shape: Shape, first: Shape): boolean {
  return shape.length === first.length && shape.every((dim, axis) => dim === first[axis] || dim === 1);
}
