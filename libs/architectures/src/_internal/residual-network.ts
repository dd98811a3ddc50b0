import type { BuildRequest, NetworkGraph } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import type { Block } from '../squeeze-excitation/squeeze-excitation.ts';
import type { BlockStyle } from './blocks.ts';
import { partsOf, type Parts } from './parts.ts';

/** What tells residual networks for ImageNet apart. */
export interface ResidualPlan {
  readonly block: 'basic' | 'bottleneck';
  /** Blocks per stage. */
  readonly depths: readonly number[];
  /** Groups of the 3×3 convolutions in bottlenecks; 1 for ResNet. */
  readonly groups: number;
  /** Channels per group in the first stage; 64 with one group for ResNet. */
  readonly widthPerGroup: number;
  /** Where a bottleneck halves the resolution: the 3×3 ("v1.5") or the first 1×1 (the paper). */
  readonly strideIn: 'middle' | 'first';
  /** Whether convolutions have biases even before a normalization, as Keras's. */
  readonly convBias: boolean;
  /** How the first pooling gets its size: by zeros around, or by rounding up as Caffe. */
  readonly stemPool: 'padded' | 'ceil';
  /** Wraps the branch of every block; gives it back for plain residual networks. */
  readonly wrap: (branch: Block) => Block;
  readonly dropoutRate: number;
}

/**
 * The graph of a residual network: 7×7/2, pooling, four stages of blocks, global pooling, classifier.
 *
 * y = relu(branch(x) + shortcut(x)), the shortcut a 1×1 convolution with normalization where shapes differ
 *
 * Names are torchvision's.
 */
export function residualNetwork(request: BuildRequest, style: BlockStyle, plan: ResidualPlan): NetworkGraph {
  const b = networkBuilder(request.inputShape);
  const p = partsOf(b, style);
  const stem = b.stage('stem', convNormAct(p, ['conv1', 'bn1', 'relu'], stemConv(plan), b.input));
  let maps: NodeHandle = p.maxPool(
    'maxpool',
    plan.stemPool === 'ceil'
      ? { poolSize: 3, strides: 2, ceilMode: true }
      : { poolSize: 3, strides: 2, padding: 1 },
    stem,
  );
  let channels = 64;
  plan.depths.forEach((depth, stage) => {
    const base = 64 * 2 ** stage;
    for (let i = 0; i < depth; i++) {
      const strides = i === 0 && stage > 0 ? 2 : 1;
      const name = `layer${stage + 1}.${i}`;
      const branch = plan.wrap(
        plan.block === 'basic' ? basicBranch(p, plan, base, strides) : bottleneck(p, plan, base, strides),
      );
      maps = residualBlock(p, plan, name, branch, { channels, strides }, maps);
      channels = branch.channels;
    }
    b.stage(`layer${stage + 1}`, maps);
  });
  const pooled = p.layer('avgpool', 'global-average-pool', maps);
  return b.build(p.dense('fc', request.numOutputs, p.dropout('dropout', plan.dropoutRate, pooled)));
}

const stemConv = (plan: ResidualPlan) => ({
  filters: 64,
  kernelSize: 7,
  strides: 2,
  padding: 3,
  ...biases(plan),
});

/* Left out, a convolution has a bias where no normalization follows. */
function biases({ convBias }: ResidualPlan): { useBias?: true } {
  return convBias ? { useBias: true } : {};
}

function convNormAct(
  p: Parts,
  [conv, norm, act]: readonly [string, string, string],
  options: Parameters<Parts['conv']>[1],
  below: NodeHandle,
): NodeHandle {
  return p.act(act, p.norm(norm, p.conv(conv, options, below)));
}

function residualBlock(
  p: Parts,
  plan: ResidualPlan,
  name: string,
  branch: Block,
  from: { readonly channels: number; readonly strides: number },
  below: NodeHandle,
): NodeHandle {
  const residual = branch.add(p.b, name, below);
  const same = from.channels === branch.channels && from.strides === 1;
  const shortcut = same
    ? below
    : p.norm(
        `${name}.downsample.1`,
        p.conv(
          `${name}.downsample.0`,
          { filters: branch.channels, kernelSize: 1, strides: from.strides, ...biases(plan) },
          below,
        ),
      );
  return p.act(name, p.layer(`${name}.add`, 'add', residual, shortcut));
}

function basicBranch(p: Parts, plan: ResidualPlan, filters: number, strides: number): Block {
  const conv = { filters, kernelSize: 3, padding: 1, ...biases(plan) };
  return {
    channels: filters,
    add: (_, name, below) => {
      const names = [`${name}.conv1`, `${name}.bn1`, `${name}.relu1`] as const;
      const first = convNormAct(p, names, { ...conv, strides }, below);
      return p.norm(`${name}.bn2`, p.conv(`${name}.conv2`, conv, first));
    },
  };
}

function bottleneck(p: Parts, plan: ResidualPlan, base: number, strides: number): Block {
  const width = Math.floor(base * (plan.widthPerGroup / 64)) * plan.groups;
  const [first, middle] = plan.strideIn === 'first' ? [strides, 1] : [1, strides];
  const bias = biases(plan);
  return {
    channels: 4 * base,
    add: (_, name, below) => {
      const unit = (i: number, options: Parameters<Parts['conv']>[1], x: NodeHandle): NodeHandle =>
        convNormAct(p, [`${name}.conv${i}`, `${name}.bn${i}`, `${name}.relu${i}`], options, x);
      const reduced = unit(1, { filters: width, kernelSize: 1, strides: first, ...bias }, below);
      const convolved = unit(
        2,
        { filters: width, kernelSize: 3, strides: middle, padding: 1, groups: plan.groups, ...bias },
        reduced,
      );
      return p.norm(
        `${name}.bn3`,
        p.conv(`${name}.conv3`, { filters: 4 * base, kernelSize: 1, ...bias }, convolved),
      );
    },
  };
}
