import { conv2d } from '@convlab/backend/ops/conv2d';
import { depthwiseConv2d } from '@convlab/backend/ops/depthwise-conv2d';
import { definePlugin, imageShape, type Layer, type Shape, type WeightSpec } from '@convlab/core';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fitWindow, type Window2d } from '../_internal/fit-window.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, dilationRate, kernelSize, padding, strides } from '../_internal/window-config.ts';

const config = z.strictObject({
  filters: z.int().min(1).meta({ title: 'Filters', description: 'Number of output channels.' }),
  depthMultiplier: z
    .int()
    .min(1)
    .default(1)
    .meta({
      title: 'Depth multiplier',
      description: 'Intermediate channels per input channel.',
      ui: { advanced: true },
    }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(1),
  padding: padding.default('valid'),
  dilationRate: dilationRate.default(1),
  ...kernelFields,
});

/**
 * Depthwise separable convolution: a depthwise convolution, then one of kernel size 1 that mixes the channels.
 *
 * u[i, j, c · m + q] = Σ_{a, b} x[s·i + d·a − p, s·j + d·b − p, c] · depthwiseKernel[a, b, c, q]
 * y[i, j, f] = bias[f] + Σ_k u[i, j, k] · pointwiseKernel[0, 0, k, f]
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, filters]; depthwiseKernel [kH, kW, C, m], pointwiseKernel [1, 1, C · m, filters],
 * bias [filters], m = depthMultiplier
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit.
 *
 * @see Sifre, "Rigid-motion scattering for image classification", 2014, §6.2; Chollet, "Xception", CVPR 2017.
 */
export const separableConv = definePlugin({
  kind: 'layer',
  id: 'convlab/separable-conv',
  version: 1,
  title: 'Separable convolution',
  summary: 'Convolves each channel by itself, then mixes the channels.',
  formula: 'y = pointwise(depthwise(x)) + bias',
  references: [
    'Sifre, Rigid-motion scattering for image classification, PhD thesis 2014',
    'Chollet, Xception: Deep learning with depthwise separable convolutions, CVPR 2017',
  ],
  config,
  create: ({ filters, depthMultiplier, useBias, ...options }, { resolve }): Layer => {
    const window: Window2d = {
      kernel: asPair(options.kernelSize),
      strides: asPair(options.strides),
      dilation: asPair(options.dilationRate),
      padding: options.padding,
    };
    const initializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    const taps = window.kernel[0] * window.kernel[1];
    const fit = (inputs: readonly Shape[]) => {
      const [height, width] = imageShape(inputs);
      return fitWindow([height, width], window);
    };
    return {
      outputShape: (inputs) => [...fit(inputs).positions, filters],
      weights: (inputs) => {
        const channels = imageShape(inputs)[2];
        const middle = channels * depthMultiplier;
        const depthwiseKernel: WeightSpec = {
          shape: [...window.kernel, channels, depthMultiplier],
          role: 'kernel',
          inputAxes: [0, 1],
          initializer,
          fanIn: taps,
          fanOut: taps * depthMultiplier,
        };
        const fans = { fanIn: middle, fanOut: filters };
        const pointwiseKernel: WeightSpec = {
          shape: [1, 1, middle, filters],
          role: 'kernel',
          initializer,
          ...fans,
        };
        const bias: WeightSpec = { shape: [filters], role: 'bias', initializer: biasInitializer, ...fans };
        return useBias ? { depthwiseKernel, pointwiseKernel, bias } : { depthwiseKernel, pointwiseKernel };
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const middle = depthwiseConv2d(x, weight<tf.Tensor4D>(call, 'depthwiseKernel'), {
            strides: window.strides,
            padding: fit([x.shape.slice(1)]).padding,
            dilations: window.dilation,
          });
          const bias = useBias ? { bias: weight<tf.Tensor1D>(call, 'bias') } : {};
          return conv2d(middle, weight<tf.Tensor4D>(call, 'pointwiseKernel'), bias);
        }),
      multiplyAdds: (inputs) => {
        const [rows, columns] = fit(inputs).positions;
        return rows * columns * imageShape(inputs)[2] * depthMultiplier * (taps + filters);
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
