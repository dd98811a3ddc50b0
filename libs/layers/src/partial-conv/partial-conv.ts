import { ConvlabError, definePlugin, imageShape, type Layer, type WeightSpec } from '@convlab/core';
import { conv2d } from '@convlab/backend/ops/conv2d';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fitWindow, type Window2d } from '../_internal/fit-window.ts';
import { kernelFields } from '../_internal/kernel-config.ts';
import { result } from '../_internal/layer-result.ts';
import { weight } from '../_internal/weights.ts';
import { asPair, kernelSize, padding, strides } from '../_internal/window-config.ts';

const config = z.strictObject({
  connections: z
    .array(z.array(z.int().min(0)).min(1))
    .min(1)
    .meta({
      title: 'Connections',
      description: 'For each output channel, the input channels that it sees, counted from 0.',
    }),
  kernelSize: kernelSize.default(3),
  strides: strides.default(1),
  padding: padding.default('valid'),
  ...kernelFields,
});

/**
 * Convolution with a table of connections: each output channel sees the input channels it lists.
 *
 * y[n, i, j, f] = bias[f] + Σ_{c in connections[f]} Σ_{a, b} x[n, s·i + a − p, s·j + b − p, c] · kernel[a, b, k(f, c)]
 *
 * Fewer connections broke the symmetry of the maps and saved weights. k(f, c) counts the connections row by row.
 *
 * Shapes: x [N, H, W, C] -> [N, oH, oW, number of rows]; kernel [kH, kW, number of connections], bias [number of rows]
 * Mode: identical in training and inference. Randomness: none.
 *
 * Applying it throws E_SHAPE_RANK or E_SHAPE_WINDOW when the input does not fit, E_SHAPE_CHANNELS when a listed channel does not
 * exist or is listed twice.
 *
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, table I.
 */
export const partialConv = definePlugin({
  kind: 'layer',
  id: 'convlab/partial-conv',
  version: 1,
  title: 'Partially connected convolution',
  summary: 'Convolves chosen input channels for each output channel.',
  formula:
    'y[i, j, f] = bias[f] + sum_{c in connections[f]} sum_ab x[s*i + a - p, s*j + b - p, c] * kernel[a, b, k]',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config,
  create: ({ connections, useBias, ...options }, { resolve }): Layer => {
    const kernelInitializer = resolve('initializer', options.kernelInitializer);
    const biasInitializer = resolve('initializer', options.biasInitializer);
    const window: Window2d = {
      kernel: asPair(options.kernelSize),
      strides: asPair(options.strides),
      dilation: [1, 1],
      padding: options.padding,
    };
    const [kernelHeight, kernelWidth] = window.kernel;
    const taps = kernelHeight * kernelWidth;
    const filters = connections.length;
    const numConnections = connections.flat().length;
    const fit = (height: number, width: number) => fitWindow([height, width], window);
    return {
      outputShape: (inputs) => {
        const [height, width, channels] = imageShape(inputs);
        requireChannels(connections, channels);
        return [...fit(height, width).positions, filters];
      },
      weights: (inputs) => {
        const channels = imageShape(inputs)[2];
        const fans = {
          fanIn: (taps * numConnections) / filters,
          fanOut: (taps * numConnections) / channels,
        };
        const kernel: WeightSpec = {
          shape: [kernelHeight, kernelWidth, numConnections],
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
          const [, height, width, channels] = x.shape;
          const spread = spreadConnections(connections, channels);
          const kernel = weight<tf.Tensor3D>(call, 'kernel').reshape([taps, numConnections]);
          const dense = tf.matMul(kernel, spread).reshape([kernelHeight, kernelWidth, channels, filters]);
          return conv2d(x, dense as tf.Tensor4D, {
            strides: window.strides,
            padding: fit(height, width).padding,
            ...(useBias ? { bias: weight<tf.Tensor1D>(call, 'bias') } : {}),
          });
        }),
      multiplyAdds: (inputs) => {
        const [height, width] = imageShape(inputs);
        const [rows, columns] = fit(height, width).positions;
        return rows * columns * taps * numConnections;
      },
      window: (inputs) => {
        const [height, width] = imageShape(inputs);
        const { kernel, strides: steps, dilation } = window;
        return { kernel, strides: steps, dilation, padding: fit(height, width).padding };
      },
    };
  },
});

/* A 0/1 matrix from connections to the places (c, f) of a full kernel: the missing connections become zeros. */
function spreadConnections(connections: readonly (readonly number[])[], channels: number): tf.Tensor2D {
  const filters = connections.length;
  const pairs = connections.flatMap((row, filter) => row.map((channel) => channel * filters + filter));
  const values = new Float32Array(pairs.length * channels * filters);
  pairs.forEach((place, k) => (values[k * channels * filters + place] = 1));
  return tf.tensor2d(values, [pairs.length, channels * filters]);
}

function requireChannels(connections: readonly (readonly number[])[], channels: number): void {
  const odd = connections.findIndex(
    (row) => row.some((channel) => channel >= channels) || new Set(row).size !== row.length,
  );
  if (odd === -1) return;
  throw new ConvlabError({
    code: 'E_SHAPE_CHANNELS',
    message: `Row ${odd} of the connections lists a channel twice or one that does not exist`,
    received: connections[odd],
    expected: `different channels from 0 to ${channels - 1}`,
  });
}
