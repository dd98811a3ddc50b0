import { definePlugin, type Layer } from '@convlab/core';
import { avgPool } from '@convlab/backend/ops/avg-pool';
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

const config = z.strictObject({
  ...poolFields,
  countIncludePad: z
    .boolean()
    .default(false)
    .meta({
      title: 'Count padding',
      description:
        'Divide by the whole window, padding included, as PyTorch does; else by the inputs in it, as Keras does.',
      ui: { advanced: true },
    }),
});

/**
 * Average pooling.
 *
 * y[n, i, j, c] = Σ_{a, b} x[n, s·i + a − p, s·j + b − p, c] / count; padding adds zero
 *
 * count: inputs inside the window; with `countIncludePad` also padding (but never what `ceilMode` hangs over).
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_PADDING when the input does not fit.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998 (there with learned scale).
 */
export const averagePool = definePlugin({
  kind: 'layer',
  id: 'convlab/average-pool',
  version: 1,
  title: 'Average pooling',
  summary: 'Averages each window.',
  formula: 'y[i, j, c] = sum_ab x[s*i + a - p, s*j + b - p, c] / count[i, j]',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config,
  create: (options): Layer => {
    const window = poolWindow(options);
    return {
      outputShape: (inputs) => pooledShape(inputs, window),
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const { padding } = fitPool([x.shape.slice(1)], window);
          const { countIncludePad } = options;
          return avgPool(x, { ...poolOptions(window, padding), countIncludePad });
        }),
      window: (inputs) => layerWindow(inputs, window),
    };
  },
});
