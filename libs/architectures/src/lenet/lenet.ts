import { definePlugin, type BuildRequest, type Shape } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type Parts } from '../_internal/parts.ts';

/* LeCun et al. 1998, table I, by output map: runs of three and four neighbours, pairs of neighbours, all six. */
const C3_CONNECTIONS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
];

const POOL = { poolSize: 2, strides: 2 };

/**
 * LeNet-5 as it is taught today: full convolutions, tanh, average pooling, dense layers.
 *
 * conv 6@5×5 – tanh – pool – conv 16@5×5 – tanh – pool – FC 120 – tanh – FC 84 – tanh – FC
 *
 * 61,706 weights at 10 classes. Images smaller than 32×32 are padded to that size, so that 28×28 gives the classic maps.
 * Recipe: SGD on single examples with a falling rate; today Adam or SGD with momentum does.
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, §II.B. Deviations: full C3, plain average
 * pooling, a dense classifier; see {@link lenet5Original}.
 */
export const lenet5 = definePlugin({
  kind: 'architecture',
  id: 'convlab/lenet-5',
  version: 1,
  title: 'LeNet-5',
  summary:
    'The first widely used convolutional network, in its modern form; the paper trains it with stochastic diagonal Levenberg–Marquardt, one example per update, 20 epochs at global rates falling from 5e-4 to 1e-5.',
  formula: 'conv 6 - pool - conv 16 - pool - FC 120 - FC 84 - FC',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config: z.strictObject({ dropoutRate: dropoutRate(0), ...styleFields }),
  create: ({ dropoutRate: rate, ...options }) => ({
    build: (request) => {
      const p = lenetParts(request, options, 'tanh');
      const maps1 = convAct(p, 'conv1', 6, paddingTo32(request.inputShape), p.b.input);
      const pool1 = p.b.stage('pool1', p.averagePool('pool1', POOL, maps1));
      const maps2 = convAct(p, 'conv2', 16, [0, 0], pool1);
      const pool2 = p.b.stage('pool2', p.averagePool('pool2', POOL, maps2));
      const flat = p.layer('flatten', 'flatten', pool2);
      const fc1 = p.act('fc1.activation', p.dense('fc1', 120, flat));
      const fc2 = p.act('fc2.activation', p.dense('fc2', 84, fc1));
      return p.b.build(p.dense('fc3', request.numOutputs, p.dropout('dropout', rate, fc2)));
    },
  }),
});

/**
 * LeNet-5 of 1998: trainable subsampling, table I's partial connections in C3, scaled tanh.
 *
 * C1 156 – S2 12 – C3 1,516 – S4 32 – C5 48,120 – F6 10,164 weights = 60,000, then the classifier
 *
 * Recipe: stochastic diagonal Levenberg–Marquardt on single examples, 20 passes, uniform initialization within ±2.4 / fan-in.
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, fig. 2 and table I. Deviation: a dense
 * layer of 84 · classes + classes weights in place of the fixed radial basis functions, which exist for ten digits only.
 */
export const lenet5Original = definePlugin({
  kind: 'architecture',
  id: 'convlab/lenet-5-1998',
  version: 1,
  title: 'LeNet-5 (1998)',
  summary:
    'LeNet-5 with trainable subsampling and partial connections, as first published; the paper trains it with stochastic diagonal Levenberg–Marquardt, one example per update, 20 epochs at global rates falling from 5e-4 to 1e-5.',
  formula: 'C1 - S2 - C3 (partial) - S4 - C5 - F6 - FC',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config: z.strictObject({ dropoutRate: dropoutRate(0), ...styleFields }),
  create: ({ dropoutRate: rate, ...options }) => ({
    build: (request) => {
      const p = lenetParts(request, options, 'scaled-tanh');
      const c1 = convAct(p, 'c1', 6, paddingTo32(request.inputShape), p.b.input);
      const s2 = p.b.stage('s2', subsample(p, 's2', c1));
      const partial = { id: 'partial-conv', connections: C3_CONNECTIONS, kernelSize: 5, ...kernels(p) };
      const c3 = p.act('c3.activation', p.norm('c3.norm', p.layer('c3', partial, s2)));
      const s4 = p.b.stage('s4', subsample(p, 's4', c3));
      const c5 = convAct(p, 'c5', 120, [0, 0], s4);
      const flat = p.layer('flatten', 'flatten', c5);
      const f6 = p.act('f6.activation', p.dense('f6', 84, flat));
      return p.b.build(p.dense('output', request.numOutputs, p.dropout('dropout', rate, f6)));
    },
  }),
});

function lenetParts(
  request: BuildRequest,
  options: Parameters<typeof styleOf>[1],
  activation: string,
): Parts {
  const own = { activation, normalization: null, initializer: undefined };
  return partsOf(networkBuilder(request.inputShape), styleOf(request, options, own));
}

function convAct(
  p: Parts,
  name: string,
  filters: number,
  padding: readonly [number, number],
  below: NodeHandle,
): NodeHandle {
  const maps = p.conv(name, { filters, kernelSize: 5, padding }, below);
  return p.act(`${name}.activation`, p.norm(`${name}.norm`, maps));
}

/** The average of each 2×2 window, times a learned factor, plus a learned offset, squashed. */
function subsample(p: Parts, name: string, below: NodeHandle): NodeHandle {
  const means = p.averagePool(`${name}.pool`, POOL, below);
  return p.act(`${name}.activation`, p.layer(name, 'channel-affine', means));
}

function kernels({ style }: Parts): object {
  return style.initializer === undefined ? {} : { kernelInitializer: style.initializer };
}

/** Zeros on each side that bring an image of up to 32 pixels to that size (one more where it is odd). */
function paddingTo32([height = 0, width = 0]: Shape): readonly [number, number] {
  const zeros = (size: number): number => Math.max(0, Math.ceil((32 - size) / 2));
  return [zeros(height), zeros(width)];
}
