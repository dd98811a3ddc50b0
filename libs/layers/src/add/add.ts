import { definePlugin, formatShape, sameShape, type Layer, type Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import { MERGE_INPUTS, mergedShape } from '../_internal/merge.ts';

/**
 * Element-wise sum.
 *
 * y = Σ_k x_k
 *
 * Shapes: two inputs or more, all [N, ...shape] -> [N, ...shape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_MISMATCH when the inputs differ in shape.
 *
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, eq. 1.
 */
export const add = definePlugin({
  kind: 'layer',
  id: 'convlab/add',
  version: 1,
  title: 'Add',
  summary: 'Adds its inputs element by element.',
  formula: 'y = sum_k x_k',
  references: ['He, Zhang, Ren & Sun, Deep residual learning for image recognition, CVPR 2016'],
  config: z.strictObject({}),
  create: (): Layer => {
    const outputShape = (inputs: readonly Shape[]): Shape =>
      mergedShape(inputs, sameShape, (first) => `every input of shape ${formatShape(first)}`);
    return {
      numInputs: MERGE_INPUTS,
      outputShape,
      apply: (call) => result(call, () => call.inputs.reduce((sum, x) => tf.add(sum, x))),
    };
  },
});
