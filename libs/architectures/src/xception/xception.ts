import { definePlugin } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type PartPadding, type Parts } from '../_internal/parts.ts';

const config = z.strictObject({
  variant: z.enum(['timm', 'keras']).default('timm').meta({
    title: 'Variant',
    description: 'timm: zeros on both sides of a pooling, epsilon 1e-5. keras: "same" padding, epsilon 1e-3.',
  }),
  dropoutRate: dropoutRate(0.5),
  ...styleFields,
});

/** How the variants pad the poolings and normalize. */
const VARIANTS = {
  timm: { poolPadding: 1, normalization: { id: 'batch', epsilon: 1e-5 } },
  keras: { poolPadding: 'same', normalization: { id: 'batch', epsilon: 1e-3, momentum: 0.99 } },
} as const;

/** One block: separable convolutions beside a shortcut. */
interface XceptionBlock {
  /** Filters of each separable convolution. */
  readonly filters: readonly number[];
  readonly strides: 1 | 2;
  /** Whether an activation comes before the first convolution too. */
  readonly beginsActivated: boolean;
}

const ENTRY: readonly XceptionBlock[] = [
  { filters: [128, 128], strides: 2, beginsActivated: false },
  { filters: [256, 256], strides: 2, beginsActivated: true },
  { filters: [728, 728], strides: 2, beginsActivated: true },
];
const MIDDLE: XceptionBlock = { filters: [728, 728, 728], strides: 1, beginsActivated: true };
const EXIT: XceptionBlock = { filters: [728, 1024], strides: 2, beginsActivated: true };
const NUM_MIDDLE = 8;

/**
 * Xception: a residual network of depthwise separable convolutions.
 *
 * y = shortcut(x) + [relu – separable 3×3 – norm] × 2 or 3 (– pool)
 *
 * 22,855,952 weights and 8.36 G multiply–adds at 299 pixels and 1000 classes. Recipe: SGD, momentum 0.9, rate 0.045 falling 6 %
 * every 2 epochs, L2 1e-5, dropout 0.5.
 * @see Chollet, "Xception: Deep learning with depthwise separable convolutions", CVPR 2017, fig. 5. Variants: the PyTorch port that timm
 * has, Keras's.
 */
export const xception = definePlugin({
  kind: 'architecture',
  id: 'convlab/xception',
  version: 1,
  title: 'Xception',
  summary:
    'Residual blocks of depthwise separable convolutions; the paper trains it with SGD of momentum 0.9, rate 0.045 falling 6 % every 2 epochs.',
  formula: 'y = shortcut(x) + [relu - separable conv - norm] x n (x)',
  references: [
    'Chollet, Xception: Deep learning with depthwise separable convolutions, CVPR 2017',
    'timm, models/xception.py; Keras, applications/xception.py',
  ],
  config,
  create: ({ variant, dropoutRate: rate, ...options }) => ({
    build: (request) => {
      const { poolPadding, normalization } = VARIANTS[variant];
      const own = { activation: 'relu', normalization, initializer: 'he-normal' };
      const b = networkBuilder(request.inputShape);
      const p = partsOf(b, styleOf(request, options, own));
      const blocks = [...ENTRY, ...Array.from({ length: NUM_MIDDLE }, () => MIDDLE), EXIT];
      let maps = stem(p);
      let channels = 64;
      blocks.forEach((block, i) => {
        const name = `block${i + 1}`;
        maps = b.stage(name, xceptionBlock(p, name, block, channels, poolPadding, maps));
        channels = block.filters.at(-1) ?? channels;
      });
      const wide = unit(p, ['conv3', 'bn3', 'act3'], 1536, maps);
      const top = b.stage('top', unit(p, ['conv4', 'bn4', 'act4'], 2048, wide));
      const pooled = p.layer('avgpool', 'global-average-pool', top);
      return b.build(p.dense('fc', request.numOutputs, p.dropout('dropout', rate, pooled)));
    },
  }),
});

function stem(p: Parts): NodeHandle {
  const first = p.norm('bn1', p.conv('conv1', { filters: 32, kernelSize: 3, strides: 2 }, p.b.input));
  const second = p.norm('bn2', p.conv('conv2', { filters: 64, kernelSize: 3 }, p.act('act1', first)));
  return p.b.stage('stem', p.act('act2', second));
}

function separable(p: Parts, name: string, filters: number, below: NodeHandle): NodeHandle {
  return p.conv(`${name}.pointwise`, { filters, kernelSize: 1 }, p.depthwise(`${name}.conv1`, below));
}

function unit(
  p: Parts,
  [conv, norm, act]: readonly [string, string, string],
  filters: number,
  below: NodeHandle,
): NodeHandle {
  return p.act(act, p.norm(norm, separable(p, conv, filters, below)));
}

/* Numbered as in the port's Sequential: activation, convolution and normalization each take a number. */
function xceptionBlock(
  p: Parts,
  name: string,
  { filters, strides, beginsActivated }: XceptionBlock,
  channels: number,
  poolPadding: PartPadding,
  below: NodeHandle,
): NodeHandle {
  let at = 0;
  let maps = below;
  filters.forEach((count, i) => {
    if (i > 0 || beginsActivated) maps = p.act(`${name}.rep.${at++}`, maps);
    maps = separable(p, `${name}.rep.${at++}`, count, maps);
    maps = p.norm(`${name}.rep.${at++}`, maps);
  });
  if (strides === 2) {
    maps = p.maxPool(`${name}.rep.${at}`, { poolSize: 3, strides: 2, padding: poolPadding }, maps);
  }
  const last = filters.at(-1) ?? channels;
  const shortcut =
    strides === 1 && last === channels
      ? below
      : p.norm(`${name}.skipbn`, p.conv(`${name}.skip`, { filters: last, kernelSize: 1, strides }, below));
  return p.layer(name, 'add', maps, shortcut);
}
