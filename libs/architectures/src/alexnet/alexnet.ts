import { definePlugin, type PluginRef } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type ConvOptions, type Parts } from '../_internal/parts.ts';

/** One convolution of AlexNet and what comes after its activation. */
interface AlexStage extends ConvOptions {
  readonly pooled: boolean;
  readonly responseNorm?: boolean;
}

const ONE_TOWER: readonly AlexStage[] = [
  { filters: 64, kernelSize: 11, strides: 4, padding: 2, pooled: true },
  { filters: 192, kernelSize: 5, padding: 2, pooled: true },
  { filters: 384, kernelSize: 3, padding: 1, pooled: false },
  { filters: 256, kernelSize: 3, padding: 1, pooled: false },
  { filters: 256, kernelSize: 3, padding: 1, pooled: true },
];

const TWO_TOWERS: readonly AlexStage[] = [
  { filters: 96, kernelSize: 11, strides: 4, pooled: true, responseNorm: true },
  { filters: 256, kernelSize: 5, padding: 2, groups: 2, pooled: true, responseNorm: true },
  { filters: 384, kernelSize: 3, padding: 1, pooled: false },
  { filters: 384, kernelSize: 3, padding: 1, groups: 2, pooled: false },
  { filters: 256, kernelSize: 3, padding: 1, groups: 2, pooled: true },
];

const RESPONSE_NORM: PluginRef = { id: 'local-response', size: 5, alpha: 1e-4, beta: 0.75, k: 2 };

const REFERENCES = [
  'Krizhevsky, Sutskever & Hinton, ImageNet classification with deep convolutional neural networks, NIPS 2012',
  'Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014',
  'torchvision, models/alexnet.py',
];

const RECIPE =
  'the paper trains it with SGD of momentum 0.9, batch 128, rate 0.01 divided by 10 three times in 90 epochs, weight decay 5e-4';

/**
 * AlexNet with one tower, 64-192-384-256-256 filters.
 *
 * [conv – relu – pool] × 2 – [conv – relu] × 3 – pool – [dropout – FC 4096 – relu] × 2 – FC
 *
 * 61,100,840 weights and 0.714 G multiply–adds at 224 pixels and 1000 classes. Other sizes are averaged to 6×6 before the dense
 * layers. Recipe: SGD, momentum 0.9, batch 128, rate 0.01 / 10 three times, weight decay 5e-4, dropout 0.5.
 * @see Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014. Variant: torchvision's `alexnet`.
 */
export const alexnet = definePlugin({
  kind: 'architecture',
  id: 'convlab/alexnet',
  version: 1,
  title: 'AlexNet',
  summary: `Five convolutions and three dense layers, in one tower; ${RECIPE}.`,
  formula: '[conv - relu - pool] x 2 - [conv - relu] x 3 - pool - FC 4096 - FC 4096 - FC',
  references: REFERENCES,
  config: z.strictObject({ dropoutRate: dropoutRate(0.5), ...styleFields }),
  create: ({ dropoutRate: rate, ...options }) => ({
    build: (request) => {
      const own = { activation: 'relu', normalization: null, initializer: 'he-uniform' };
      const p = partsOf(networkBuilder(request.inputShape), styleOf(request, options, own));
      return p.b.build(classifier(p, rate, request.numOutputs, features(p, ONE_TOWER)));
    },
  }),
});

/**
 * AlexNet of 2012: two towers as groups of convolutions 2, 4 and 5, with local response normalization.
 *
 * conv 96@11×11/4 – LRN – pool – conv 256@5×5 – LRN – pool – conv 384 – conv 384 – conv 256 – pool – FC 4096 – FC 4096 – FC
 *
 * 60,965,224 weights and 0.724 G multiply–adds at 227 pixels (the paper says 224, which does not fit its numbers) and 1000
 * classes. Recipe as {@link alexnet}, with N(0, 0.01) initialization.
 * @see Krizhevsky, Sutskever & Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012, §3.
 */
export const alexnet2012 = definePlugin({
  kind: 'architecture',
  id: 'convlab/alexnet-2012',
  version: 1,
  title: 'AlexNet (2012)',
  summary: `AlexNet in two towers with local response normalization; ${RECIPE}.`,
  formula: 'conv - LRN - pool - conv - LRN - pool - [conv] x 3 - pool - FC 4096 - FC 4096 - FC',
  references: REFERENCES,
  config: z.strictObject({ dropoutRate: dropoutRate(0.5), ...styleFields }),
  create: ({ dropoutRate: rate, ...options }) => ({
    build: (request) => {
      const own = {
        activation: 'relu',
        normalization: null,
        initializer: { id: 'truncated-normal', standardDeviation: 0.01 },
      };
      const p = partsOf(networkBuilder(request.inputShape), styleOf(request, options, own));
      return p.b.build(classifier(p, rate, request.numOutputs, features(p, TWO_TOWERS)));
    },
  }),
});

/* Nodes are numbered as in torchvision's Sequential: convolution, activation and pooling each take a number. */
function features(p: Parts, stages: readonly AlexStage[]): NodeHandle {
  let at = 0;
  let maps: NodeHandle = p.b.input;
  stages.forEach(({ pooled, responseNorm, ...conv }, i) => {
    const name = `features.${at}`;
    maps = p.act(`features.${at + 1}`, p.norm(`${name}.norm`, p.conv(name, conv, maps)));
    at += 2;
    if (responseNorm === true) maps = p.b.add(`features.${at - 1}.lrn`, 'normalization', RESPONSE_NORM, maps);
    p.b.stage(`conv${i + 1}`, maps);
    if (pooled) maps = p.maxPool(`features.${at++}`, { poolSize: 3, strides: 2 }, maps);
  });
  return p.b.stage('pool5', maps);
}

function classifier(p: Parts, rate: number, numOutputs: number, maps: NodeHandle): NodeHandle {
  const pooled = p.layer('avgpool', { id: 'adaptive-average-pool', outputSize: 6 }, maps);
  const flat = p.dropout('classifier.0', rate, p.layer('flatten', 'flatten', pooled));
  const first = p.act('classifier.2', p.dense('classifier.1', 4096, flat));
  const second = p.act('classifier.5', p.dense('classifier.4', 4096, p.dropout('classifier.3', rate, first)));
  return p.dense('classifier.6', numOutputs, second);
}
