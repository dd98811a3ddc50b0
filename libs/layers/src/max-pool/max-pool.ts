import { definePlugin, type Layer } from '@convlab/core';
import { maxPool as maxPoolOp } from '@convlab/backend/ops/max-pool';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';
import {
  fitPool,
  layerWindow,
  pooledShape,
  poolFields,
  poolOptions,
  poolWindow,
} from '../_internal/pool-config.ts';

const config = z.strictObject(poolFields);

/**
 * Max pooling.
 *
 * y[n, i, j, c] = max_{a, b} x[n, s·i + a − p, s·j + b − p, c]; padding counts as minus infinity
 *
 * The gradient goes to the first of equal maxima.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_PADDING when the input does not fit.
 *
 * @see Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.
 */
export const maxPool = definePlugin({
  kind: 'layer',
  id: 'convlab/max-pool',
  version: 1,
  title: 'Max pooling',
  summary: 'Keeps the largest value of each window.',
  formula: 'y[i, j, c] = max_ab x[s*i + a - p, s*j + b - p, c]',
  traits: ['non-smooth'],
  references: ['Ranzato et al., Unsupervised learning of invariant feature hierarchies, CVPR 2007'],
  config,
  create: (options): Layer => {
    const window = poolWindow(options);
    return {
      outputShape: (inputs) => pooledShape(inputs, window),
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const { padding } = fitPool([x.shape.slice(1)], window);
          return maxPoolOp(x, poolOptions(window, padding));
        }),
      window: (inputs) => layerWindow(inputs, window),
    };
  },
});
