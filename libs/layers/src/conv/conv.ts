import { definePlugin, imageShape, type Fans, type Layer, type Shape, type WeightSpec } from '@convlab/core';
import { conv2d } from '@convlab/backend/ops/conv2d';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fitWindow, type Window2d } from '../_internal/fit-window.ts';
import { groupCount, requireGroups } from '../_internal/groups.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, dilationRate, kernelSize, padding, strides } from '../_internal/window-config.ts';

const config = z.strictObject({
  filters: z.int().min(1).meta({ title: 'Filters', description: 'Number of output channels.' }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(1),
  padding: padding.default('valid'),
  dilationRate: dilationRate.default(1),
  groups: groupCount.default(1),
  ...kernelFields,
});

/**
 * Two-dimensional convolution.
 *
 * y[n, i, j, f] = bias[f] + Σ_{a, b, c} x[n, s·i + d·a − p, s·j + d·b − p, c] · kernel[a, b, c, f]
 *
 * With groups, filter f sees the channels of its own group alone; groups = 1 is an ordinary convolution, a kernel of size 1 a
 * bottleneck.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, filters], oH = floor((H + p − d(k − 1) − 1) / s) + 1 with p the zeros on both sides;
 * kernel [kH, kW, C / groups, filters], bias [filters]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_GROUPS when the input does not fit.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998; Dumoulin & Visin, "A guide to
 * convolution arithmetic for deep learning", 2016.
 */
export const conv = definePlugin({
  kind: 'layer',
  id: 'convlab/conv',
  version: 1,
  title: 'Convolution',
  summary: 'Slides learned filters over an image.',
  formula: 'y[i, j, f] = bias[f] + sum_abc x[s*i + d*a - p, s*j + d*b - p, c] * kernel[a, b, c, f]',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
    'Dumoulin & Visin, A guide to convolution arithmetic for deep learning, 2016',
  ],
  config,
  create: (options, { resolve }): Layer => {
    const { filters, groups, useBias } = options;
    const window: Window2d = {
      kernel: asPair(options.kernelSize),
      strides: asPair(options.strides),
      dilation: asPair(options.dilationRate),
      padding: options.padding,
    };
    const kernelInitializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    const [kernelHeight, kernelWidth] = window.kernel;
    const taps = kernelHeight * kernelWidth;
    const outputShape = (inputs: readonly Shape[]): Shape => {
      const [height, width, channels] = imageShape(inputs);
      requireGroups(groups, channels, filters);
      return [...fitWindow([height, width], window).positions, filters];
    };
    return {
      outputShape,
      weights: (inputs) => {
        const channels = imageShape(inputs)[2] / groups;
        const fans: Fans = { fanIn: taps * channels, fanOut: taps * filters };
        const kernel: WeightSpec = {
          shape: [kernelHeight, kernelWidth, channels, filters],
          role: 'kernel',
          initializer: kernelInitializer,
          ...fans,
        };
        const bias: WeightSpec = { shape: [filters], role: 'bias', initializer: biasInitializer, ...fans };
        return useBias ? { kernel, bias } : { kernel };
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const fitted = fitWindow([x.shape[1], x.shape[2]], window);
          return conv2d(x, weight<tf.Tensor4D>(call, 'kernel'), {
            strides: window.strides,
            padding: fitted.padding,
            dilations: window.dilation,
            groups,
            ...(useBias ? { bias: weight<tf.Tensor1D>(call, 'bias') } : {}),
          });
        }),
      multiplyAdds: (inputs) => {
        const [height = 0, width = 0] = outputShape(inputs);
        return height * width * filters * taps * (imageShape(inputs)[2] / groups);
      },
      window: (inputs) => {
        const [height, width] = imageShape(inputs);
        const fitted = fitWindow([height, width], window);
        return {
          kernel: window.kernel,
          strides: window.strides,
          dilation: window.dilation,
          padding: fitted.padding,
        };
      },
    };
  },
});
