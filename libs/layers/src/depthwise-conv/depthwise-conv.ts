import { definePlugin, imageShape, type Fans, type Layer, type WeightSpec } from '@convlab/core';
import { depthwiseConv2d } from '@convlab/backend/ops/depthwise-conv2d';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fitWindow, type Window2d } from '../_internal/fit-window.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, dilationRate, kernelSize, padding, strides } from '../_internal/window-config.ts';

const config = z.strictObject({
  depthMultiplier: z
    .int()
    .min(1)
    .default(1)
    .meta({
      title: 'Depth multiplier',
      description: 'Output channels per input channel.',
      ui: { advanced: true },
    }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(1),
  padding: padding.default('valid'),
  dilationRate: dilationRate.default(1),
  ...kernelFields,
});

/**
 * Depthwise convolution: each input channel is convolved by filters of its own.
 *
 * y[n, i, j, c · m + q] = bias[c · m + q] + Σ_{a, b} x[n, s·i + d·a − p, s·j + d·b − p, c] · kernel[a, b, c, q]
 *
 * With a convolution of kernel size 1 after it, it makes a depthwise separable convolution.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, C · m]; kernel [kH, kW, C, m], bias [C · m], m = depthMultiplier
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit.
 *
 * @see Sifre, "Rigid-motion scattering for image classification", 2014, §6.2; Chollet, "Xception", CVPR 2017.
 */
export const depthwiseConv = definePlugin({
  kind: 'layer',
  id: 'convlab/depthwise-conv',
  version: 1,
  title: 'Depthwise convolution',
  summary: 'Slides learned filters over each channel by itself.',
  formula:
    'y[i, j, c*m + q] = bias[c*m + q] + sum_ab x[s*i + d*a - p, s*j + d*b - p, c] * kernel[a, b, c, q]',
  references: [
    'Sifre, Rigid-motion scattering for image classification, PhD thesis 2014',
    'Chollet, Xception: Deep learning with depthwise separable convolutions, CVPR 2017',
  ],
  config,
  create: ({ depthMultiplier, useBias, ...options }, { resolve }): Layer => {
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
    const fit = (height: number, width: number) => fitWindow([height, width], window);
    return {
      outputShape: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        return [...fit(height, width).positions, channels * depthMultiplier];
      },
      weights: (inputs) => {
        const channels = imageShape(inputs)[2];
        const fans: Fans = { fanIn: taps, fanOut: taps * depthMultiplier };
        const kernel: WeightSpec = {
          shape: [kernelHeight, kernelWidth, channels, depthMultiplier],
          role: 'kernel',
          inputAxes: [0, 1],
          initializer: kernelInitializer,
          ...fans,
        };
        const bias: WeightSpec = {
          shape: [channels * depthMultiplier],
          role: 'bias',
          initializer: biasInitializer,
          ...fans,
        };
        return useBias ? { kernel, bias } : { kernel };
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const y = depthwiseConv2d(x, weight<tf.Tensor4D>(call, 'kernel'), {
            strides: window.strides,
            padding: fit(x.shape[1], x.shape[2]).padding,
            dilations: window.dilation,
          });
          return useBias ? tf.add(y, weight(call, 'bias')) : y;
        }),
      multiplyAdds: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        const [rows, columns] = fit(height, width).positions;
        return rows * columns * taps * channels * depthMultiplier;
      },
      window: (inputs) => {
        const [height, width] = imageShape(inputs);
        const { kernel, strides: steps, dilation } = window;
        return { kernel, strides: steps, dilation, padding: fit(height, width).padding };
      },
    };
  },
});
