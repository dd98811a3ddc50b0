import { definePlugin, pluginRef } from '@convlab/core';
import { networkBuilder, type NetworkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import {
  convBlock,
  denseBlock,
  flatten,
  logits,
  pluggedStyle,
  type BlockStyle,
} from '../_internal/blocks.ts';

const config = z.strictObject({
  blocks: z
    .array(z.int().min(1).max(65_536))
    .min(1)
    .max(50)
    .default([32, 64])
    .meta({ title: 'Blocks', description: 'Filters of each block, first to last.', ui: { unit: 'filters' } }),
  convsPerBlock: z.int().min(1).max(20).default(1).meta({
    title: 'Convolutions per block',
    description: 'How many convolutions come before each pooling.',
  }),
  kernelSize: z
    .int()
    .min(1)
    .max(31)
    .default(3)
    .meta({ title: 'Kernel size', description: 'Height and width of each filter.', ui: { unit: 'pixels' } }),
  strides: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .meta({
      title: 'Strides',
      description: 'Step of each filter; more than 1 makes the feature map smaller.',
      ui: { unit: 'pixels', advanced: true },
    }),
  padding: z
    .enum(['same', 'valid'])
    .default('same')
    .meta({
      title: 'Padding',
      description: '"same" keeps the size of the feature map, "valid" pads nothing.',
      ui: { advanced: true },
    }),
  pool: z
    .enum(['max', 'average', 'none'])
    .default('max')
    .meta({ title: 'Pooling', description: 'What each block ends with.' }),
  poolSize: z
    .int()
    .min(1)
    .max(16)
    .default(2)
    .meta({
      title: 'Pool size',
      description: 'Height and width of the pooling window.',
      ui: { unit: 'pixels', advanced: true },
    }),
  poolStrides: z
    .int()
    .min(1)
    .max(16)
    .default(2)
    .meta({
      title: 'Pool strides',
      description: 'Step of the pooling window.',
      ui: { unit: 'pixels', advanced: true },
    }),
  head: z
    .enum(['flatten', 'global-average'])
    .default('flatten')
    .meta({ title: 'Head', description: 'How the last feature map becomes a vector.' }),
  dense: z
    .array(z.int().min(1).max(100_000))
    .max(20)
    .default([128])
    .meta({
      title: 'Hidden layers',
      description: 'Units of each fully connected hidden layer.',
      ui: { unit: 'units' },
    }),
  activation: pluginRef('activation')
    .default('relu')
    .meta({ title: 'Activation', description: 'After every convolution and hidden layer.' }),
  normalization: pluginRef('normalization').nullable().default('batch').meta({
    title: 'Normalization',
    description: 'Before every activation of a convolution; null for none.',
  }),
});

type Config = z.output<typeof config>;

/**
 * The typical convolutional network: [[CONV – norm – activation] × K – POOL] × N – [FC – activation] × M – FC.
 *
 * Use it as the first network on any image data; every hyper-parameter of such networks can be set.
 * Shapes: x [N, H, W, C] -> [N, numOutputs]. Hidden layers are not normalized; convolutions before a normalization have no
 * bias, as the normalization would cancel it.
 * @see LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 1998, for the pattern.
 */
export const convNet = definePlugin({
  kind: 'architecture',
  id: 'convlab/conv-net',
  version: 1,
  title: 'ConvNet',
  summary: 'Blocks of convolutions and pooling, then fully connected layers.',
  formula: '[[CONV - norm - activation] x K - POOL] x N - [FC - activation] x M - FC',
  references: [
    'LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 1998',
  ],
  config,
  create: (options) => ({
    build: (request) => {
      const b = networkBuilder(request.inputShape);
      const style = pluggedStyle(options, request);
      const maps = options.blocks.reduce<NodeHandle>(
        (below, filters, i) =>
          b.stage(`block${i + 1}`, block(b, `block${i + 1}`, filters, options, style, below)),
        b.input,
      );
      const plain = { ...style, normalization: null };
      const features = options.dense.reduce<NodeHandle>(
        (below, units, i) => denseBlock(b, `fc${i + 1}`, units, plain, below),
        head(b, options, maps),
      );
      return b.build(logits(b, request.numOutputs, style, features));
    },
  }),
});

function block(
  b: NetworkBuilder,
  name: string,
  filters: number,
  options: Config,
  style: BlockStyle,
  below: NodeHandle,
): NodeHandle {
  const { convsPerBlock, kernelSize, strides, padding, pool, poolSize, poolStrides } = options;
  let maps = below;
  for (let i = 1; i <= convsPerBlock; i++) {
    maps = convBlock(b, `${name}.conv${i}`, { filters, kernelSize, strides, padding }, style, maps);
  }
  if (pool === 'none') return maps;
  const ref = { id: `${pool}-pool`, poolSize, strides: poolStrides };
  return b.add(`${name}.pool`, 'layer', ref, maps);
}

function head(b: NetworkBuilder, options: Config, maps: NodeHandle): NodeHandle {
  return options.head === 'flatten' ? flatten(b, maps) : b.add('pool', 'layer', 'global-average-pool', maps);
}
