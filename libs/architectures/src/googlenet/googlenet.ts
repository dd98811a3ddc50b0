import { definePlugin, type BuildRequest, type NetworkGraph, type NetworkOutput } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import type { BlockStyle } from '../_internal/blocks.ts';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { partsOf, styleOf, type Parts } from '../_internal/parts.ts';
import type { Block } from '../squeeze-excitation/squeeze-excitation.ts';
import { basicConv, inceptionModule, MODULES, type ModuleFilters } from './inception-modules.ts';

/** Fields of GoogLeNet and of SE-GoogLeNet. */
export const googlenetFields = {
  variant: z.enum(['torchvision', 'paper']).default('torchvision').meta({
    title: 'Variant',
    description:
      'torchvision: batch normalization, 3×3 in place of 5×5, 2×2 in the last pooling. paper: biases, local response normalization, 5×5, 3×3.',
  }),
  auxiliary: z.boolean().default(true).meta({
    title: 'Auxiliary classifiers',
    description: 'Two more classifiers that send gradients into the middle of the network while training.',
  }),
  auxiliaryWeight: z
    .number()
    .positive()
    .default(0.3)
    .meta({
      title: 'Auxiliary weight',
      description: 'Factor of each auxiliary loss in the training loss.',
      ui: { advanced: true },
    }),
  dropoutRate: dropoutRate(0.4),
  auxiliaryDropoutRate: z
    .number()
    .min(0)
    .lt(1)
    .default(0.7)
    .meta({
      title: 'Auxiliary dropout rate',
      description: 'Of the dropout in the auxiliary classifiers; 0 for none.',
      ui: { advanced: true },
    }),
  ...styleFields,
};

const config = z.strictObject(googlenetFields);

/** Choices of a GoogLeNet. */
export type GooglenetOptions = z.output<typeof config>;

const RESPONSE_NORM = { id: 'local-response', size: 5, alpha: 1e-4, beta: 0.75, k: 1 };

/**
 * GoogLeNet (Inception-v1), with both auxiliary classifiers.
 *
 * loss = main + 0.3 · auxiliary 1 + 0.3 · auxiliary 2, in training; the auxiliary ones are absent in prediction
 *
 * 6,624,904 weights at 1000 classes without and 13,004,888 with the auxiliary classifiers (paper: 6,998,552 and 13,378,280).
 * Recipe: SGD, momentum 0.9, rate −4 % every 8 epochs, dropout 0.4 and 0.7.
 * @see Szegedy et al., "Going deeper with convolutions", CVPR 2015, table 1. Variants: torchvision's `googlenet`, and the paper
 * (as BVLC's Caffe model). torchvision's dropout is 0.2.
 */
export const googlenet = definePlugin({
  kind: 'architecture',
  id: 'convlab/googlenet',
  version: 1,
  title: 'GoogLeNet',
  summary:
    'Nine Inception modules and two auxiliary classifiers; the paper trains it with SGD of momentum 0.9, the rate falling 4 % every 8 epochs.',
  formula:
    'module(x) = [conv1x1, conv3x3, conv5x5, pool - conv1x1] along C;  loss = main + 0.3 (aux1 + aux2)',
  references: [
    'Szegedy et al., Going deeper with convolutions, CVPR 2015',
    'torchvision, models/googlenet.py; BVLC Caffe, bvlc_googlenet',
  ],
  config,
  create: (options) => ({
    build: (request) => googlenetGraph(request, options, () => (block) => block),
  }),
});

/** The graph of a GoogLeNet whose modules are wrapped. */
export function googlenetGraph(
  request: BuildRequest,
  options: GooglenetOptions,
  wrapper: (style: BlockStyle) => (block: Block) => Block,
): NetworkGraph {
  const b = networkBuilder(request.inputShape);
  const p = partsOf(b, styleOf(request, options, ownStyle(options.variant)));
  const paper = options.variant === 'paper';
  const wrap = wrapper(p.style);
  const add = (id: string, below: NodeHandle): NodeHandle =>
    wrap(inceptionModule(p, MODULES[id] as ModuleFilters, paper ? 5 : 3)).add(b, `inception${id}`, below);
  const stage3 = add('3b', add('3a', stem(p, paper)));
  b.stage('inception3b', stage3);
  const module4a = add('4a', pool(p, 'maxpool3', 3, stage3));
  const module4d = add('4d', add('4c', add('4b', module4a)));
  const stage4 = b.stage('inception4e', add('4e', module4d));
  const stage5 = add('5b', add('5a', pool(p, 'maxpool4', paper ? 3 : 2, stage4)));
  b.stage('inception5b', stage5);
  const features = p.dropout(
    'dropout',
    options.dropoutRate,
    p.layer('avgpool', 'global-average-pool', stage5),
  );
  const main = p.dense('fc', request.numOutputs, features);
  if (!options.auxiliary) return b.build(main);
  return b.build(
    main,
    auxiliary(p, 'aux1', options, request.numOutputs, module4a),
    auxiliary(p, 'aux2', options, request.numOutputs, module4d),
  );
}

function ownStyle(variant: GooglenetOptions['variant']): BlockStyle {
  return variant === 'paper'
    ? { activation: 'relu', normalization: null, initializer: 'glorot-uniform' }
    : { activation: 'relu', normalization: { id: 'batch', epsilon: 1e-3 }, initializer: 'he-normal' };
}

function pool(p: Parts, name: string, poolSize: number, below: NodeHandle): NodeHandle {
  return p.maxPool(name, { poolSize, strides: 2, ceilMode: true }, below);
}

function stem(p: Parts, paper: boolean): NodeHandle {
  const normalize = (name: string, below: NodeHandle): NodeHandle =>
    paper ? p.b.add(name, 'normalization', RESPONSE_NORM, below) : below;
  const conv1 = p.b.stage(
    'conv1',
    basicConv(p, 'conv1', { filters: 64, kernelSize: 7, strides: 2, padding: 3 }, p.b.input),
  );
  const pool1 = normalize('lrn1', pool(p, 'maxpool1', 3, conv1));
  const conv2 = basicConv(p, 'conv2', { filters: 64, kernelSize: 1 }, pool1);
  const conv3 = basicConv(p, 'conv3', { filters: 192, kernelSize: 3, padding: 1 }, conv2);
  p.b.stage('conv3', conv3);
  return pool(p, 'maxpool2', 3, normalize('lrn2', conv3));
}

/** Pooling – 1×1×128 – FC 1024 – dropout – FC, in training only. */
function auxiliary(
  p: Parts,
  name: string,
  options: GooglenetOptions,
  numOutputs: number,
  below: NodeHandle,
): NetworkOutput {
  const pooled =
    options.variant === 'paper'
      ? p.averagePool(`${name}.pool`, { poolSize: 5, strides: 3 }, below)
      : p.layer(`${name}.pool`, { id: 'adaptive-average-pool', outputSize: 4 }, below);
  const maps = basicConv(p, `${name}.conv`, { filters: 128, kernelSize: 1 }, pooled);
  const flat = p.layer(`${name}.flatten`, 'flatten', maps);
  const hidden = p.act(`${name}.relu`, p.dense(`${name}.fc1`, 1024, flat));
  const dropped = p.dropout(`${name}.dropout`, options.auxiliaryDropoutRate, hidden);
  const node = p.dense(`${name}.fc2`, numOutputs, dropped).name;
  return { node, lossWeight: options.auxiliaryWeight, trainingOnly: true };
}
