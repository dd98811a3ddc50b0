import { definePlugin } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type Parts } from '../_internal/parts.ts';

const config = z.strictObject({
  batchNormalization: z.boolean().default(false).meta({
    title: 'Batch normalization',
    description: 'Normalize after each convolution, as torchvision’s vgg*_bn; a normalization given wins.',
  }),
  dropoutRate: dropoutRate(0.5),
  ...styleFields,
});

const FILTERS = [64, 128, 256, 512, 512] as const;

const vgg = <const Id extends string>(id: Id, letter: string, convs: readonly number[]) => {
  const numLayers = convs.reduce((sum, n) => sum + n, 3);
  return definePlugin({
    kind: 'architecture',
    id,
    version: 1,
    title: `VGG-${numLayers}`,
    summary: `Configuration ${letter}: ${numLayers - 3} convolutions of 3×3 and three dense layers; the paper trains it with SGD of momentum 0.9, batch 256, rate 0.01 divided by 10 three times in 74 epochs, weight decay 5e-4.`,
    formula: `[[conv3x3 - relu] x n - pool] for n in [${convs.join(', ')}] - FC 4096 - FC 4096 - FC`,
    references: [
      'Simonyan & Zisserman, Very deep convolutional networks for large-scale image recognition, ICLR 2015',
      'torchvision, models/vgg.py',
    ],
    config,
    create: ({ batchNormalization, dropoutRate: rate, ...options }) => ({
      build: (request) => {
        const own = {
          activation: 'relu',
          normalization: batchNormalization ? 'batch' : null,
          initializer: 'he-normal',
        };
        const p = partsOf(networkBuilder(request.inputShape), styleOf(request, options, own));
        return p.b.build(classifier(p, rate, request.numOutputs, features(p, convs)));
      },
    }),
  });
};

/* Numbered as in torchvision's Sequential: convolution, normalization (if any), activation and pooling each take a number. */
function features(p: Parts, convs: readonly number[]): NodeHandle {
  let at = 0;
  let maps: NodeHandle = p.b.input;
  const normalized = p.style.normalization !== null;
  convs.forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      // torchvision keeps the biases before batch normalization.
      const conv = {
        filters: FILTERS[stage] ?? 512,
        kernelSize: 3,
        padding: 1,
        useBias: true,
      };
      maps = p.conv(`features.${at++}`, conv, maps);
      if (normalized) maps = p.norm(`features.${at++}`, maps);
      maps = p.act(`features.${at++}`, maps);
    }
    maps = p.maxPool(`features.${at++}`, { poolSize: 2, strides: 2 }, maps);
    p.b.stage(`pool${stage + 1}`, maps);
  });
  return maps;
}

function classifier(p: Parts, rate: number, numOutputs: number, maps: NodeHandle): NodeHandle {
  const pooled = p.layer('avgpool', { id: 'adaptive-average-pool', outputSize: 7 }, maps);
  const flat = p.layer('flatten', 'flatten', pooled);
  const first = p.dropout('classifier.2', rate, p.act('classifier.1', p.dense('classifier.0', 4096, flat)));
  const second = p.dropout('classifier.5', rate, p.act('classifier.4', p.dense('classifier.3', 4096, first)));
  return p.dense('classifier.6', numOutputs, second);
}

/**
 * VGG-11, configuration A.
 *
 * Recipe of all VGGs: SGD, momentum 0.9, batch 256, rate 0.01 / 10 three times, weight decay 5e-4, dropout 0.5. Images of any size
 * from 32 pixels are averaged to 7×7 before the dense layers.
 * @see Simonyan & Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015, table 1. Variant:
 * torchvision's.
 */
export const vgg11 = vgg('convlab/vgg-11', 'A', [1, 1, 2, 2, 2]);

/**
 * VGG-13, configuration B.
 *
 * @see Simonyan & Zisserman, ICLR 2015, table 1. Recipe and variant as {@link vgg11}.
 */
export const vgg13 = vgg('convlab/vgg-13', 'B', [2, 2, 2, 2, 2]);

/**
 * VGG-16, configuration D: 138,357,544 weights and 15.47 G multiply–adds at 224 pixels and 1000 classes.
 *
 * @see Simonyan & Zisserman, ICLR 2015, table 1. Recipe and variant as {@link vgg11}.
 */
export const vgg16 = vgg('convlab/vgg-16', 'D', [2, 2, 3, 3, 3]);

/**
 * VGG-19, configuration E.
 *
 * @see Simonyan & Zisserman, ICLR 2015, table 1. Recipe and variant as {@link vgg11}.
 */
export const vgg19 = vgg('convlab/vgg-19', 'E', [2, 2, 4, 4, 4]);
