import { ConvlabError, definePlugin, type BuildRequest, type NetworkGraph } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import type { BlockStyle } from '../_internal/blocks.ts';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type Parts } from '../_internal/parts.ts';

const layerDropoutRate = z.number().min(0).lt(1).default(0).meta({
  title: 'Layer dropout rate',
  description:
    'Of a dropout after each convolution in a dense block; the paper takes 0.2 without augmentation.',
});

const config = z.strictObject({
  variant: z
    .enum(['torchvision', 'keras'])
    .default('torchvision')
    .meta({ title: 'Variant', description: 'torchvision: epsilon 1e-5. keras: 1.001e-5.' }),
  layerDropoutRate,
  dropoutRate: dropoutRate(0),
  ...styleFields,
});

const cifarConfig = z.strictObject({
  depth: z
    .int()
    .min(10)
    .default(100)
    .meta({ title: 'Depth', description: 'Number of layers: 6n + 4, such as 40, 100 or 190.' }),
  growthRate: z.int().min(1).default(12).meta({
    title: 'Growth rate',
    description: 'Channels that each layer adds; the paper’s k.',
  }),
  compression: z.number().positive().max(1).default(0.5).meta({
    title: 'Compression',
    description: 'Share of the channels that a transition keeps; the paper’s theta.',
  }),
  layerDropoutRate,
  dropoutRate: dropoutRate(0),
  ...styleFields,
});

/** What tells DenseNets apart. */
interface DensePlan {
  readonly depths: readonly number[];
  readonly growthRate: number;
  readonly stemFilters: number;
  /** 7×7/2 and a pooling for ImageNet, 3×3 for CIFAR. */
  readonly stem: 'imagenet' | 'cifar';
  readonly compression: number;
  readonly layerDropoutRate: number;
  readonly dropoutRate: number;
}

const REFERENCES = [
  'Huang, Liu, van der Maaten & Weinberger, Densely connected convolutional networks, CVPR 2017',
  'torchvision, models/densenet.py; Keras, applications/densenet.py',
];

const FORMULA = 'x_l = H_l([x_0, x_1, ..., x_(l-1)]), H = norm - relu - conv1x1 - norm - relu - conv3x3';

const densenet = <const Id extends string>(
  id: Id,
  numLayers: number,
  shape: Pick<DensePlan, 'depths' | 'growthRate' | 'stemFilters'>,
) =>
  definePlugin({
    kind: 'architecture',
    id,
    version: 1,
    title: `DenseNet-${numLayers}`,
    summary: `Dense blocks of ${numLayers} layers, growth rate ${shape.growthRate}; the paper trains it with SGD of Nesterov momentum 0.9, batch 256, 90 epochs, rate 0.1 divided by 10 at epochs 30 and 60, weight decay 1e-4.`,
    formula: FORMULA,
    references: REFERENCES,
    config,
    create: ({ variant, ...options }) => ({
      build: (request) => {
        const epsilon = variant === 'keras' ? 1.001e-5 : 1e-5;
        const own = {
          activation: 'relu',
          normalization: { id: 'batch', epsilon },
          initializer: 'he-normal',
        };
        return densenetGraph(request, styleOf(request, options, own), {
          ...shape,
          stem: 'imagenet',
          compression: 0.5,
          layerDropoutRate: options.layerDropoutRate,
          dropoutRate: options.dropoutRate,
        });
      },
    }),
  });

/**
 * DenseNet-121: [6, 12, 24, 16] layers, growth rate 32.
 *
 * 7,978,856 weights and 2.83 G multiply–adds at 224 pixels and 1000 classes. Recipe of all DenseNets: SGD, Nesterov 0.9, batch 256,
 * rate 0.1 / 10 twice in 90 epochs, weight decay 1e-4.
 * @see Huang et al., "Densely connected convolutional networks", CVPR 2017, table 1. Default variant: torchvision's.
 */
export const densenet121 = densenet('convlab/densenet-121', 121, {
  depths: [6, 12, 24, 16],
  growthRate: 32,
  stemFilters: 64,
});

/**
 * DenseNet-169: [6, 12, 32, 32] layers, growth rate 32.
 *
 * @see Huang et al., CVPR 2017, table 1. Recipe and variant as {@link densenet121}.
 */
export const densenet169 = densenet('convlab/densenet-169', 169, {
  depths: [6, 12, 32, 32],
  growthRate: 32,
  stemFilters: 64,
});

/**
 * DenseNet-201: [6, 12, 48, 32] layers, growth rate 32.
 *
 * @see Huang et al., CVPR 2017, table 1. Recipe and variant as {@link densenet121}.
 */
export const densenet201 = densenet('convlab/densenet-201', 201, {
  depths: [6, 12, 48, 32],
  growthRate: 32,
  stemFilters: 64,
});

/**
 * DenseNet-BC for CIFAR: three dense blocks of (depth − 4) / 6 layers with bottlenecks and compression.
 *
 * 0.8 M weights at depth 100 and growth rate 12. Recipe: SGD, Nesterov 0.9, batch 64, 300 epochs, rate 0.1 / 10 at half and three
 * quarters, weight decay 1e-4.
 *
 * Building it throws E_CONFIG_DEPTH when depth is not 6n + 4.
 * @see Huang et al., CVPR 2017, §3 and table 2.
 */
export const densenetCifar = definePlugin({
  kind: 'architecture',
  id: 'convlab/densenet-cifar',
  version: 1,
  title: 'DenseNet-BC (CIFAR)',
  summary:
    'Three dense blocks for small images; the paper trains it with SGD of Nesterov momentum 0.9, batch 64, 300 epochs, rate 0.1 divided by 10 at half and three quarters, weight decay 1e-4.',
  formula: FORMULA,
  references: REFERENCES,
  config: cifarConfig,
  create: (options) => {
    const layers = (options.depth - 4) / 6;
    requireWholeLayers(options.depth, layers);
    return {
      build: (request) => {
        const own = { activation: 'relu', normalization: 'batch', initializer: 'he-normal' };
        return densenetGraph(request, styleOf(request, options, own), {
          depths: [layers, layers, layers],
          growthRate: options.growthRate,
          stemFilters: 2 * options.growthRate,
          stem: 'cifar',
          compression: options.compression,
          layerDropoutRate: options.layerDropoutRate,
          dropoutRate: options.dropoutRate,
        });
      },
    };
  },
});

function requireWholeLayers(depth: number, layers: number): void {
  if (Number.isInteger(layers)) return;
  throw new ConvlabError({
    code: 'E_CONFIG_DEPTH',
    message: 'The layers of a DenseNet-BC do not divide into three blocks of pairs',
    received: depth,
    expected: 'a depth of 6n + 4',
    hint: `The next are ${6 * Math.floor(layers) + 4} and ${6 * Math.ceil(layers) + 4}.`,
    path: ['depth'],
  });
}

function densenetGraph(request: BuildRequest, style: BlockStyle, plan: DensePlan): NetworkGraph {
  const b = networkBuilder(request.inputShape);
  const p = partsOf(b, style);
  let maps = plan.stem === 'imagenet' ? imagenetStem(p, plan) : cifarStem(p, plan);
  let channels = plan.stemFilters;
  plan.depths.forEach((depth, i) => {
    const block = `features.denseblock${i + 1}`;
    maps = b.stage(block, denseBlock(p, block, depth, plan, maps));
    channels += depth * plan.growthRate;
    if (i === plan.depths.length - 1) return;
    channels = Math.floor(channels * plan.compression);
    maps = transition(p, `features.transition${i + 1}`, channels, maps);
  });
  const last = `features.norm${plan.depths.length + 1}`;
  const top = p.act('relu', p.norm(last, maps));
  const pooled = p.layer('avgpool', 'global-average-pool', top);
  return b.build(p.dense('classifier', request.numOutputs, p.dropout('dropout', plan.dropoutRate, pooled)));
}

function imagenetStem(p: Parts, { stemFilters }: DensePlan): NodeHandle {
  const conv = { filters: stemFilters, kernelSize: 7, strides: 2, padding: 3 };
  const maps = p.act('features.relu0', p.norm('features.norm0', p.conv('features.conv0', conv, p.b.input)));
  return p.maxPool('features.pool0', { poolSize: 3, strides: 2, padding: 1 }, p.b.stage('stem', maps));
}

function cifarStem(p: Parts, { stemFilters }: DensePlan): NodeHandle {
  return p.b.stage(
    'stem',
    p.conv('features.conv0', { filters: stemFilters, kernelSize: 3, padding: 1 }, p.b.input),
  );
}

/* Each layer sees all maps so far; the running concatenation saves joining them anew from the start. */
function denseBlock(p: Parts, block: string, depth: number, plan: DensePlan, below: NodeHandle): NodeHandle {
  let maps = below;
  for (let i = 1; i <= depth; i++) {
    const name = `${block}.denselayer${i}`;
    const joined = i === depth ? block : `${name}.concatenate`;
    maps = p.layer(joined, 'concatenate', maps, denseLayer(p, name, plan, maps));
  }
  return maps;
}

function denseLayer(p: Parts, name: string, plan: DensePlan, below: NodeHandle): NodeHandle {
  const reduced = p.conv(
    `${name}.conv1`,
    { filters: 4 * plan.growthRate, kernelSize: 1 },
    p.act(`${name}.relu1`, p.norm(`${name}.norm1`, below)),
  );
  const grown = p.conv(
    `${name}.conv2`,
    { filters: plan.growthRate, kernelSize: 3, padding: 1 },
    p.act(`${name}.relu2`, p.norm(`${name}.norm2`, reduced)),
  );
  return p.dropout(`${name}.dropout`, plan.layerDropoutRate, grown);
}

function transition(p: Parts, name: string, channels: number, below: NodeHandle): NodeHandle {
  const active = p.act(`${name}.relu`, p.norm(`${name}.norm`, below));
  const maps = p.conv(`${name}.conv`, { filters: channels, kernelSize: 1 }, active);
  return p.averagePool(`${name}.pool`, { poolSize: 2, strides: 2 }, maps);
}
