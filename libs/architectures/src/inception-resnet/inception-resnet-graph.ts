import type { BuildRequest, NetworkGraph } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import type { BlockStyle } from '../_internal/blocks.ts';
import { partsOf, type ConvOptions, type Parts } from '../_internal/parts.ts';
import { basicConv } from '../googlenet/inception-modules.ts';
import type { Block } from '../squeeze-excitation/squeeze-excitation.ts';

/** What tells Inception-ResNets apart. */
export interface InceptionResnetPlan {
  /** Factors of the residual branches at 35×35, 17×17 and 8×8 positions. */
  readonly residualScales: readonly [number, number, number];
  /** Wraps the branch of every residual block. */
  readonly wrap: (branch: Block) => Block;
  readonly dropoutRate: number;
}

/** A row of convolutions, one after another. */
type Tower = readonly ConvOptions[];

const point = (filters: number): ConvOptions => ({ filters, kernelSize: 1 });
const same3 = (filters: number): ConvOptions => ({ filters, kernelSize: 3, padding: 1 });
const halve3 = (filters: number): ConvOptions => ({ filters, kernelSize: 3, strides: 2 });
const row = (filters: number, width: number): ConvOptions => ({
  filters,
  kernelSize: [1, width],
  padding: [0, (width - 1) / 2],
});
const column = (filters: number, height: number): ConvOptions => ({
  filters,
  kernelSize: [height, 1],
  padding: [(height - 1) / 2, 0],
});

/** The three residual blocks by their towers, and the channels they come back to. */
const BLOCK35 = {
  channels: 320,
  towers: [[point(32)], [point(32), same3(32)], [point(32), same3(48), same3(64)]],
};
const BLOCK17 = { channels: 1088, towers: [[point(192)], [point(128), row(160, 7), column(192, 7)]] };
const BLOCK8 = { channels: 2080, towers: [[point(192)], [point(192), row(224, 3), column(256, 3)]] };

/** The graph of an Inception-ResNet-v2; names are those of the widely used PyTorch port. */
export function inceptionResnetGraph(
  request: BuildRequest,
  style: BlockStyle,
  plan: InceptionResnetPlan,
): NetworkGraph {
  const b = networkBuilder(request.inputShape);
  const p = partsOf(b, style);
  const [scale35, scale17, scale8] = plan.residualScales;
  const repeat = (name: string, count: number, block: ResidualBlock, below: NodeHandle): NodeHandle => {
    let maps = below;
    for (let i = 0; i < count; i++) maps = residualBlock(p, plan, `${name}.${i}`, block, maps);
    return b.stage(name, maps);
  };
  const mixed5b = b.stage('mixed_5b', mixedB(p, stem(p)));
  const maps35 = repeat('repeat', 10, { ...BLOCK35, scale: scale35, activated: true }, mixed5b);
  const maps17 = repeat('repeat_1', 20, { ...BLOCK17, scale: scale17, activated: true }, mixed6a(p, maps35));
  const maps8 = repeat('repeat_2', 9, { ...BLOCK8, scale: scale8, activated: true }, mixed7a(p, maps17));
  // The last block is neither scaled nor activated.
  const last = residualBlock(p, plan, 'block8', { ...BLOCK8, scale: 1, activated: false }, maps8);
  const top = b.stage('conv2d_7b', basicConv(p, 'conv2d_7b', point(1536), last));
  const pooled = p.layer('avgpool', 'global-average-pool', top);
  return b.build(p.dense('classif', request.numOutputs, p.dropout('dropout', plan.dropoutRate, pooled)));
}

function stem(p: Parts): NodeHandle {
  const conv1a = basicConv(p, 'conv2d_1a', halve3(32), p.b.input);
  const conv2a = basicConv(p, 'conv2d_2a', { filters: 32, kernelSize: 3 }, conv1a);
  const conv2b = p.b.stage('conv2d_2b', basicConv(p, 'conv2d_2b', same3(64), conv2a));
  const pool3a = p.maxPool('maxpool_3a', { poolSize: 3, strides: 2 }, conv2b);
  const conv3b = basicConv(p, 'conv2d_3b', point(80), pool3a);
  const conv4a = basicConv(p, 'conv2d_4a', { filters: 192, kernelSize: 3 }, conv3b);
  return p.maxPool('maxpool_5a', { poolSize: 3, strides: 2 }, p.b.stage('conv2d_4a', conv4a));
}

/* A tower of one convolution is called by the branch alone, a longer one counts its convolutions. */
function tower(p: Parts, name: string, convs: Tower, below: NodeHandle): NodeHandle {
  return convs.reduce<NodeHandle>(
    (maps, conv, i) => basicConv(p, convs.length === 1 ? name : `${name}.${i}`, conv, maps),
    below,
  );
}

function mixedB(p: Parts, below: NodeHandle): NodeHandle {
  const name = 'mixed_5b';
  const pooled = p.averagePool(
    `${name}.branch3.0`,
    { poolSize: 3, strides: 1, padding: 1, countIncludePad: false },
    below,
  );
  return p.layer(
    name,
    'concatenate',
    tower(p, `${name}.branch0`, [point(96)], below),
    tower(p, `${name}.branch1`, [point(48), { filters: 64, kernelSize: 5, padding: 2 }], below),
    tower(p, `${name}.branch2`, [point(64), same3(96), same3(96)], below),
    basicConv(p, `${name}.branch3.1`, point(64), pooled),
  );
}

function mixed6a(p: Parts, below: NodeHandle): NodeHandle {
  return p.layer(
    'mixed_6a',
    'concatenate',
    tower(p, 'mixed_6a.branch0', [halve3(384)], below),
    tower(p, 'mixed_6a.branch1', [point(256), same3(256), halve3(384)], below),
    p.maxPool('mixed_6a.branch2', { poolSize: 3, strides: 2 }, below),
  );
}

function mixed7a(p: Parts, below: NodeHandle): NodeHandle {
  return p.layer(
    'mixed_7a',
    'concatenate',
    tower(p, 'mixed_7a.branch0', [point(256), halve3(384)], below),
    tower(p, 'mixed_7a.branch1', [point(256), halve3(288)], below),
    tower(p, 'mixed_7a.branch2', [point(256), same3(288), halve3(320)], below),
    p.maxPool('mixed_7a.branch3', { poolSize: 3, strides: 2 }, below),
  );
}

interface ResidualBlock {
  readonly channels: number;
  readonly towers: readonly Tower[];
  readonly scale: number;
  readonly activated: boolean;
}

/** y = relu(x + scale · conv1×1([tower_1(x), tower_2(x), …])), the 1×1 convolution with bias and not normalized. */
function residualBlock(
  p: Parts,
  plan: InceptionResnetPlan,
  name: string,
  block: ResidualBlock,
  below: NodeHandle,
): NodeHandle {
  const branch = plan.wrap({
    channels: block.channels,
    add: (_, own, x) => {
      const towers = block.towers.map((convs, i) => tower(p, `${own}.branch${i}`, convs, x));
      const joined = p.layer(
        `${own}.concatenate`,
        'concatenate',
        ...(towers as [NodeHandle, ...NodeHandle[]]),
      );
      return p.conv(`${own}.conv2d`, { ...point(block.channels), useBias: true }, joined);
    },
  });
  const residual = branch.add(p.b, name, below);
  const scaled =
    block.scale === 1 ? residual : p.layer(`${name}.scale`, { id: 'rescale', scale: block.scale }, residual);
  const sumName = block.activated ? `${name}.add` : name;
  const sum = p.layer(sumName, 'add', below, scaled);
  return block.activated ? p.act(name, sum) : sum;
}
