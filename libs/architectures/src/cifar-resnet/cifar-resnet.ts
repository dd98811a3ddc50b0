import { ConvlabError, definePlugin, type BuildRequest, type NetworkGraph } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import type { BlockStyle } from '../_internal/blocks.ts';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type Parts } from '../_internal/parts.ts';
import { squeezeExcitation, type Block } from '../squeeze-excitation/squeeze-excitation.ts';

const depth = z
  .int()
  .min(8)
  .max(2000)
  .default(20)
  .meta({ title: 'Depth', description: 'Number of layers with weights: 6n + 2, such as 20, 32, 56 or 110.' });

const reductionRatio = z.number().min(1).max(64).nullable().default(null).meta({
  title: 'Squeeze-and-excitation ratio',
  description: 'Weighs the channels of each block by a gate with this reduction ratio; null for none.',
});

const plainConfig = z.strictObject({ depth, reductionRatio, dropoutRate: dropoutRate(0), ...styleFields });

const residualConfig = z.strictObject({
  depth,
  shortcut: z.enum(['A', 'B']).default('A').meta({
    title: 'Shortcut',
    description:
      'Where shapes change. A: every second pixel and channels of zeros, without weights. B: a 1×1 convolution.',
  }),
  variant: z.enum(['paper', 'keras']).default('paper').meta({
    title: 'Variant',
    description:
      'paper: no biases before normalizations. keras: its example ResNet v1, with biases, and none normalized on shortcut B.',
  }),
  reductionRatio,
  dropoutRate: dropoutRate(0),
  ...styleFields,
});

const OWN = { activation: 'relu', normalization: 'batch', initializer: 'he-normal' };

const RECIPE =
  'the paper trains it with SGD of momentum 0.9, batch 128, rate 0.1 divided by 10 at 32k and 48k of 64k updates, weight decay 1e-4, shifted and mirrored images';

const REFERENCES = ['He, Zhang, Ren & Sun, Deep residual learning for image recognition, CVPR 2016'];

/** What tells the networks of one depth apart. */
interface CifarPlan {
  readonly numBlocks: number;
  readonly shortcut: 'A' | 'B' | 'none';
  readonly variant: 'paper' | 'keras';
  readonly wrap: (branch: Block) => Block;
  readonly dropoutRate: number;
}

/**
 * Residual network for CIFAR, of depth 6n + 2: three stages of n blocks of two 3×3 convolutions, 16, 32 and 64 filters.
 *
 * y = relu(norm(conv(relu(norm(conv(x))))) + shortcut(x))
 *
 * 269,722 weights at depth 20 and 853,018 at 56 with option A. Recipe: SGD, momentum 0.9, batch 128, rate 0.1 / 10 at 32k and 48k
 * of 64k updates, weight decay 1e-4, He initialization.
 *
 * Building it throws E_CONFIG_DEPTH when depth is not 6n + 2.
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, §4.2; options A and B: §3.3.
 */
export const cifarResnet = definePlugin({
  kind: 'architecture',
  id: 'convlab/cifar-resnet',
  version: 1,
  title: 'ResNet (CIFAR)',
  summary: `Residual network of depth 6n + 2 for small images; ${RECIPE}.`,
  formula: 'y = relu(norm(conv(relu(norm(conv(x))))) + shortcut(x))',
  references: REFERENCES,
  config: residualConfig,
  create: ({ shortcut, variant, ...options }) => {
    const numBlocks = blocksPerStage(options.depth);
    return {
      build: (request) => {
        const style = styleOf(request, options, OWN);
        const wrap = wrapper(options.reductionRatio, style);
        const plan = { numBlocks, shortcut, variant, wrap, dropoutRate: options.dropoutRate };
        return cifarGraph(request, style, plan);
      },
    };
  },
});

/**
 * Plain network for CIFAR: the residual network of the same depth without its shortcuts, and with as many weights.
 *
 * y = relu(norm(conv(relu(norm(conv(x))))))
 *
 * Shows that depth alone makes training harder. Recipe as {@link cifarResnet}.
 *
 * Building it throws E_CONFIG_DEPTH when depth is not 6n + 2.
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, §4.2, figure 6 left.
 */
export const cifarPlain = definePlugin({
  kind: 'architecture',
  id: 'convlab/cifar-plain',
  version: 1,
  title: 'Plain network (CIFAR)',
  summary: `The CIFAR residual network without shortcuts; ${RECIPE}.`,
  formula: 'y = relu(norm(conv(relu(norm(conv(x))))))',
  references: REFERENCES,
  config: plainConfig,
  create: (options) => {
    const numBlocks = blocksPerStage(options.depth);
    return {
      build: (request) => {
        const style = styleOf(request, options, OWN);
        const wrap = wrapper(options.reductionRatio, style);
        const rate = options.dropoutRate;
        return cifarGraph(request, style, {
          numBlocks,
          shortcut: 'none',
          variant: 'paper',
          wrap,
          dropoutRate: rate,
        });
      },
    };
  },
});

function blocksPerStage(numLayers: number): number {
  const blocks = (numLayers - 2) / 6;
  if (Number.isInteger(blocks)) return blocks;
  throw new ConvlabError({
    code: 'E_CONFIG_DEPTH',
    message: 'The layers do not divide into three stages of blocks of two',
    received: numLayers,
    expected: 'a depth of 6n + 2',
    hint: `The next are ${6 * Math.floor(blocks) + 2} and ${6 * Math.ceil(blocks) + 2}.`,
    path: ['depth'],
  });
}

function wrapper(ratio: number | null, { activation, initializer }: BlockStyle): CifarPlan['wrap'] {
  if (ratio === null) return (branch) => branch;
  return (branch) => squeezeExcitation(branch, { reductionRatio: ratio, activation, initializer });
}

function cifarGraph(request: BuildRequest, style: BlockStyle, plan: CifarPlan): NetworkGraph {
  const b = networkBuilder(request.inputShape);
  const p = partsOf(b, style);
  const stem = p.conv('conv1', { filters: 16, kernelSize: 3, padding: 1, ...biases(plan) }, b.input);
  let maps: NodeHandle = p.act('relu', p.norm('bn1', stem));
  let channels = 16;
  [16, 32, 64].forEach((filters, stage) => {
    for (let i = 0; i < plan.numBlocks; i++) {
      const strides = stage > 0 && i === 0 ? 2 : 1;
      maps = block(p, plan, `layer${stage + 1}.${i}`, { channels, filters, strides }, maps);
      channels = filters;
    }
    b.stage(`layer${stage + 1}`, maps);
  });
  const pooled = p.layer('avgpool', 'global-average-pool', maps);
  return b.build(p.dense('fc', request.numOutputs, p.dropout('dropout', plan.dropoutRate, pooled)));
}

/* Left out, a convolution has a bias where no normalization follows. */
function biases({ variant }: CifarPlan): { useBias?: true } {
  return variant === 'keras' ? { useBias: true } : {};
}

interface BlockShape {
  readonly channels: number;
  readonly filters: number;
  readonly strides: number;
}

function block(p: Parts, plan: CifarPlan, name: string, shape: BlockShape, below: NodeHandle): NodeHandle {
  const { filters, strides } = shape;
  const conv = { filters, kernelSize: 3, padding: 1, ...biases(plan) };
  const branch = plan.wrap({
    channels: filters,
    add: (_, own, x) => {
      const first = p.norm(`${own}.bn1`, p.conv(`${own}.conv1`, { ...conv, strides }, x));
      return p.norm(`${own}.bn2`, p.conv(`${own}.conv2`, conv, p.act(`${own}.relu1`, first)));
    },
  });
  const residual = branch.add(p.b, name, below);
  if (plan.shortcut === 'none') return p.act(name, residual);
  return p.act(name, p.layer(`${name}.add`, 'add', residual, shortcutOf(p, plan, name, shape, below)));
}

function shortcutOf(
  p: Parts,
  plan: CifarPlan,
  name: string,
  { channels, filters, strides }: BlockShape,
  below: NodeHandle,
): NodeHandle {
  if (channels === filters && strides === 1) return below;
  if (plan.shortcut === 'A') {
    const every = p.averagePool(`${name}.subsample`, { poolSize: 1, strides }, below);
    const missing = filters - channels;
    const ref = { id: 'channel-padding', before: Math.floor(missing / 2), after: Math.ceil(missing / 2) };
    return p.layer(`${name}.shortcut`, ref, every);
  }
  const projected = p.conv(`${name}.shortcut.0`, { filters, kernelSize: 1, strides, ...biases(plan) }, below);
  return plan.variant === 'keras' ? projected : p.norm(`${name}.shortcut.1`, projected);
}
