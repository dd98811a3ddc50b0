import { locallyConnected2d } from '@convlab/backend/ops/locally-connected2d';
import { definePlugin, imageShape, type Layer, type Shape, type WeightSpec } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fitWindow, type Window2d } from '../_internal/fit-window.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, kernelSize, padding, strides } from '../_internal/window-config.ts';

const config = z.strictObject({
  filters: z.int().min(1).meta({ title: 'Filters', description: 'Number of output channels.' }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(1),
  padding: padding.default('valid'),
  ...kernelFields,
});

/**
 * Locally connected layer: a convolution whose weights are not shared between positions.
 *
 * y[n, i, j, f] = bias[i, j, f] + Σ_{a, b, c} x[n, s·i + a − p, s·j + b − p, c] · kernel[i · oW + j, (a · kW + b) · C + c, f]
 *
 * It has oH · oW times the weights of the convolution with the same window, for images whose positions mean different things.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, filters]; kernel [oH · oW, kH · kW · C, filters], bias [oH, oW, filters]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit.
 *
 * @see LeCun, "Generalization and network design strategies", 1989 (local connections); Taigman et al., "DeepFace", CVPR 2014.
 */
export const locallyConnected = definePlugin({
  kind: 'layer',
  id: 'convlab/locally-connected',
  version: 1,
  title: 'Locally connected',
  summary: 'A convolution with filters of its own at each position.',
  formula: 'y[i, j, f] = bias[i, j, f] + sum_abc x[s*i + a - p, s*j + b - p, c] * kernel[i, j, a, b, c, f]',
  references: [
    'LeCun, Generalization and network design strategies, 1989',
    'Taigman, Yang, Ranzato & Wolf, DeepFace: closing the gap to human-level performance in face verification, CVPR 2014',
  ],
  config,
  create: ({ filters, useBias, ...options }, { resolve }): Layer => {
    const window: Window2d = {
      kernel: asPair(options.kernelSize),
      strides: asPair(options.strides),
      dilation: [1, 1],
      padding: options.padding,
    };
    const kernelInitializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    const taps = window.kernel[0] * window.kernel[1];
    const fit = (inputs: readonly Shape[]) => {
      const [height, width] = imageShape(inputs);
      return fitWindow([height, width], window);
    };
    return {
      outputShape: (inputs) => [...fit(inputs).positions, filters],
      weights: (inputs) => {
        const { positions } = fit(inputs);
        const fans = { fanIn: taps * imageShape(inputs)[2], fanOut: taps * filters };
        const kernel: WeightSpec = {
          shape: [positions[0] * positions[1], fans.fanIn, filters],
          role: 'kernel',
          inputAxes: [1],
          initializer: kernelInitializer,
          ...fans,
        };
        const bias: WeightSpec = {
          shape: [...positions, filters],
          role: 'bias',
          initializer: biasInitializer,
          ...fans,
        };
        return useBias ? { kernel, bias } : { kernel };
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const y = locallyConnected2d(x, weight<tf.Tensor3D>(call, 'kernel'), {
            kernelSize: window.kernel,
            strides: window.strides,
            padding: fit([x.shape.slice(1)]).padding,
          });
          return useBias ? tf.add(y, weight(call, 'bias')) : y;
        }),
      multiplyAdds: (inputs) => {
        const [rows, columns] = fit(inputs).positions;
        return rows * columns * filters * taps * imageShape(inputs)[2];
      },
      window: (inputs) => ({
        kernel: window.kernel,
        strides: window.strides,
        dilation: window.dilation,
        padding: fit(inputs).padding,
      }),
    };
  },
});
