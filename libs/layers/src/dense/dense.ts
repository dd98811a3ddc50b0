import { definePlugin, vectorSize, type Layer, type WeightSpec } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';

const config = z.strictObject({
  units: z.int().min(1).meta({ title: 'Units', description: 'Number of outputs.' }),
  ...kernelFields,
});

/**
 * Dense (fully connected) layer.
 *
 * y[n, u] = bias[u] + Σ_c x[n, c] · kernel[c, u]
 *
 * Shapes: x [N, C] -> [N, units]; kernel [C, units], bias [units]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK when the input is not flat.
 *
 * @see Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 1986.
 */
export const dense = definePlugin({
  kind: 'layer',
  id: 'convlab/dense',
  version: 1,
  title: 'Dense',
  summary: 'Connects every input with every output.',
  formula: 'y = x @ kernel + bias',
  references: [
    'Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 1986',
  ],
  config,
  create: ({ units, useBias, ...options }, { resolve }): Layer => {
    const kernelInitializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    return {
      outputShape: (inputs) => {
        vectorSize(inputs);
        return [units];
      },
      weights: (inputs) => {
        const fans = { fanIn: vectorSize(inputs), fanOut: units };
        const kernel: WeightSpec = {
          shape: [fans.fanIn, units],
          role: 'kernel',
          initializer: kernelInitializer,
          ...fans,
        };
        const bias: WeightSpec = { shape: [units], role: 'bias', initializer: biasInitializer, ...fans };
        return useBias ? { kernel, bias } : { kernel };
      },
      apply: (call) =>
        result(call, () => {
          const y = tf.matMul(call.inputs[0], weight(call, 'kernel'));
          return useBias ? tf.add(y, weight(call, 'bias')) : y;
        }),
      multiplyAdds: (inputs) => vectorSize(inputs) * units,
      window: () => 'global',
    };
  },
});
