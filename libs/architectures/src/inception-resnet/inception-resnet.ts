import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import type { BlockStyle } from '../_internal/blocks.ts';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { styleOf } from '../_internal/parts.ts';
import { inceptionResnetGraph } from './inception-resnet-graph.ts';

const scale = z.number();

/** Fields of Inception-ResNet-v2 and of its squeeze-and-excitation form. */
export const inceptionResnetFields = {
  variant: z.enum(['timm', 'keras']).default('timm').meta({
    title: 'Variant',
    description: 'timm: normalizations with learned scale. keras: without, as in the TensorFlow original.',
  }),
  residualScales: z
    .tuple([scale, scale, scale])
    .default([0.17, 0.1, 0.2])
    .meta({
      title: 'Residual scales',
      description: 'Factors of the residual branches at 35×35, 17×17 and 8×8 positions.',
      ui: { advanced: true },
    }),
  dropoutRate: dropoutRate(0.2),
  ...styleFields,
};

/** The style of Inception-ResNet-v2's variants. */
export function inceptionResnetStyle(variant: 'timm' | 'keras'): BlockStyle {
  const normalization =
    variant === 'timm'
      ? { id: 'batch', epsilon: 1e-3 }
      : { id: 'batch', epsilon: 1e-3, momentum: 0.9997, scale: false };
  return { activation: 'relu', normalization, initializer: 'he-normal' };
}

/**
 * Inception-ResNet-v2: Inception modules with residual connections, their branches scaled down.
 *
 * y = relu(x + 0.17 · branch(x)), and with 0.10 and 0.20 in the later stages
 *
 * 55,843,464 weights and 13.16 G multiply–adds at 299 pixels and 1000 classes (keras: 55,813,192). Recipe: RMSProp, decay 0.9,
 * epsilon 1.0, rate 0.045 falling 6 % every 2 epochs. Needs images of at least 75 pixels.
 * @see Szegedy et al., "Inception-v4, Inception-ResNet and the impact of residual connections on learning", AAAI 2017. Variants: the
 * PyTorch port that timm has, Keras's.
 */
export const inceptionResnetV2 = definePlugin({
  kind: 'architecture',
  id: 'convlab/inception-resnet-v2',
  version: 1,
  title: 'Inception-ResNet-v2',
  summary:
    'Inception modules with scaled residual connections; the paper trains it with RMSProp of decay 0.9 and epsilon 1, rate 0.045 falling 6 % every 2 epochs.',
  formula: 'y = relu(x + scale * conv1x1([tower_1(x), tower_2(x), ...]))',
  references: [
    'Szegedy, Ioffe, Vanhoucke & Alemi, Inception-v4, Inception-ResNet and the impact of residual connections on learning, AAAI 2017',
    'timm, models/inception_resnet_v2.py; Keras, applications/inception_resnet_v2.py',
  ],
  config: z.strictObject(inceptionResnetFields),
  create: ({ variant, residualScales, dropoutRate: rate, ...options }) => ({
    build: (request) =>
      inceptionResnetGraph(request, styleOf(request, options, inceptionResnetStyle(variant)), {
        residualScales,
        wrap: (branch) => branch,
        dropoutRate: rate,
      }),
  }),
});
