import { conv2dTranspose } from '@convlab/backend/ops/conv2d-transpose';
import { definePlugin, imageShape, type Layer, type Shape, type WeightSpec } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { groupCount, requireGroups } from '../_internal/groups.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, dilationRate, kernelSize, padding, strides } from '../_internal/window-config.ts';
import { transposedAxis, type TransposedWindow } from './transposed-axis.ts';

const config = z.strictObject({
  filters: z.int().min(1).meta({ title: 'Filters', description: 'Number of output channels.' }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(2).meta({
    title: 'Strides',
    description:
      'Step of the output for each step of the input, along height and width; one number for both.',
  }),
  padding: padding.default('same').meta({
    title: 'Padding',
    description:
      'What is taken off the output. "valid": nothing. "same": all but size · stride. Or rows and columns per side: a number, [height, width], or [[top, bottom], [left, right]].',
  }),
  outputPadding: z
    .union([z.int().min(0), z.tuple([z.int().min(0), z.int().min(0)])])
    .default(0)
    .meta({
      title: 'Output padding',
      description: 'Rows and columns added at the end of the output; below the stride or the dilation.',
      ui: { advanced: true },
    }),
  dilationRate: dilationRate.default(1),
  groups: groupCount.default(1),
  ...kernelFields,
});

/**
 * Transposed convolution, which makes images larger.
 *
 * y[n, s·i + d·a − p, s·j + d·b − p, f] += x[n, i, j, c] · kernel[a, b, f, c], plus bias[f]
 *
 * It is the input gradient of the convolution with the same window. Kernels larger than the stride overlap; a kernel size that
 * is a multiple of the stride overlaps evenly and avoids checkerboards.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, filters], oH = (H − 1) · s − p + d(k − 1) + 1 + outputPadding, H · s + outputPadding
 * for padding "same"; kernel [kH, kW, filters / groups, C], bias [filters]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK, E_SHAPE_WINDOW or E_SHAPE_GROUPS when the input does not fit.
 *
 * @see Zeiler et al., "Deconvolutional networks", CVPR 2010; Dumoulin & Visin, "A guide to convolution arithmetic for deep
 * learning", 2016, relationship 14.
 */
export const convTranspose = definePlugin({
  kind: 'layer',
  id: 'convlab/conv-transpose',
  version: 1,
  title: 'Transposed convolution',
  summary: 'Paints learned filters over a larger image.',
  formula: 'y[s*i + d*a - p, s*j + d*b - p, f] += x[i, j, c] * kernel[a, b, f, c]',
  references: [
    'Zeiler, Krishnan, Taylor & Fergus, Deconvolutional networks, CVPR 2010',
    'Dumoulin & Visin, A guide to convolution arithmetic for deep learning, 2016',
  ],
  config,
  create: ({ filters, groups, useBias, ...options }, { resolve }): Layer => {
    const window: TransposedWindow = {
      kernel: asPair(options.kernelSize),
      strides: asPair(options.strides),
      dilation: asPair(options.dilationRate),
      padding: options.padding,
      outputPadding: asPair(options.outputPadding),
    };
    const kernelInitializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    const taps = window.kernel[0] * window.kernel[1];
    const fit = (inputs: readonly Shape[]) => {
      const [height, width, channels] = imageShape(inputs);
      requireGroups(groups, channels, filters);
      return [transposedAxis(0, height, window), transposedAxis(1, width, window)] as const;
    };
    return {
      outputShape: (inputs) => [...fit(inputs).map(({ size }) => size), filters],
      weights: (inputs) => {
        const channels = imageShape(inputs)[2];
        const fans = { fanIn: (taps * channels) / groups, fanOut: (taps * filters) / groups };
        const kernel: WeightSpec = {
          shape: [...window.kernel, filters / groups, channels],
          role: 'kernel',
          inputAxes: [0, 1, 3],
          initializer: kernelInitializer,
          ...fans,
        };
        const bias: WeightSpec = { shape: [filters], role: 'bias', initializer: biasInitializer, ...fans };
        return useBias ? { kernel, bias } : { kernel };
      },
      apply: (call) =>
        result(call, () => {
          const x = call.inputs[0] as tf.Tensor4D;
          const [rows, columns] = fit([x.shape.slice(1)]);
          const y = conv2dTranspose(x, weight<tf.Tensor4D>(call, 'kernel'), {
            strides: window.strides,
            padding: [rows.padding, columns.padding],
            outputPadding: window.outputPadding,
            dilations: window.dilation,
            groups,
          });
          return useBias ? tf.add(y, weight(call, 'bias')) : y;
        }),
      multiplyAdds: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        return (height * width * channels * taps * filters) / groups;
      },
    };
  },
});
