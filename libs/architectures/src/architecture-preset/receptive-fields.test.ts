import type { NetworkGraph } from '@convlab/core';
import { describeNetwork } from '@convlab/inspection';
import { compileNetwork, networkBuilder, type NodeHandle } from '@convlab/network';
import { describe, expect, it } from 'vitest';
import { describeArchitecture, registry } from '../_testing/describe-architecture.ts';

/** The feature maps of Slim's Inception-v2 in one channel each: receptive fields depend on windows and paths alone. */
function inceptionV2(): NetworkGraph {
  const b = networkBuilder([224, 224, 3]);
  const conv = (name: string, kernelSize: number, strides: number, below: NodeHandle): NodeHandle =>
    b.add(name, 'layer', { id: 'conv', filters: 1, kernelSize, strides, padding: 'same' }, below);
  const pool = (name: string, strides: number, below: NodeHandle): NodeHandle =>
    b.add(name, 'layer', { id: 'max-pool', poolSize: 3, strides, padding: 'same' }, below);
  const mixed = (name: string, strides: number, below: NodeHandle): NodeHandle => {
    const reduced = (branch: number): NodeHandle => conv(`${name}.${branch}a`, 1, 1, below);
    const single = conv(`${name}.1b`, 3, strides, reduced(1));
    const double = conv(`${name}.2c`, 3, strides, conv(`${name}.2b`, 3, 1, reduced(2)));
    const pooled = pool(`${name}.3a`, strides, below);
    const others = strides === 1 ? [reduced(0)] : [];
    return b.stage(name, b.add(name, 'layer', 'concatenate', single, double, pooled, ...others));
  };
  let maps = b.stage('conv2d_1a', conv('conv2d_1a', 7, 2, b.input));
  maps = b.stage('maxpool_2a', pool('maxpool_2a', 2, maps));
  maps = b.stage('conv2d_2b', conv('conv2d_2b', 1, 1, maps));
  maps = b.stage('conv2d_2c', conv('conv2d_2c', 3, 1, maps));
  maps = b.stage('maxpool_3a', pool('maxpool_3a', 2, maps));
  for (const name of ['3b', '3c', '4a', '4b', '4c', '4d', '4e', '5a', '5b', '5c'])
    maps = mixed(`mixed_${name}`, name.endsWith('a') ? 2 : 1, maps);
  return b.build(maps);
}

/* From google-research/receptive_field, RECEPTIVE_FIELD_TABLE.md, TF-Slim's models at 224 pixels: size, stride, padding. Its residual
 * networks at 321 pixels, where "same" puts a zero before the first pooling's input as our explicit padding always does. */
describe('published receptive fields', () => {
  const field = ({ receptiveField: { local } }: { receptiveField: { local: object | null } }) => {
    const { size, stride, padding } = local as Record<string, readonly [number, number]>;
    return [size?.[0], stride?.[0], padding?.[0]];
  };

  it('of AlexNet’s end points', () => {
    const { stage, node } = describeArchitecture({ id: 'alexnet-2012' }, 227);
    expect(['conv1', 'conv2', 'conv3', 'conv4', 'conv5'].map((name) => field(stage(name)))).toEqual([
      [11, 4, 0],
      [51, 8, 16],
      [99, 16, 32],
      [131, 16, 48],
      [163, 16, 64],
    ]);
    expect(field(node('features.2'))).toEqual([19, 8, 0]);
    expect(field(stage('pool5'))).toEqual([195, 32, 64]);
  });

  it('of VGG-16’s end points', () => {
    const { stages } = describeArchitecture({ id: 'vgg-16' }, 224);
    expect(stages.map((each) => [each.name, ...field(each)])).toEqual([
      ['pool1', 6, 2, 2],
      ['pool2', 16, 4, 6],
      ['pool3', 44, 8, 18],
      ['pool4', 100, 16, 42],
      ['pool5', 212, 32, 90],
    ]);
  });

  it('of Inception-ResNet-v2’s end points', () => {
    const { node, stage } = describeArchitecture({ id: 'inception-resnet-v2' }, 299);
    const names = [
      'conv2d_1a',
      'conv2d_2a',
      'conv2d_2b',
      'maxpool_3a',
      'conv2d_4a',
      'maxpool_5a',
      'mixed_5b',
    ];
    expect(names.map((name) => field(node(name)).slice(0, 2))).toEqual([
      [3, 2],
      [7, 2],
      [11, 2],
      [15, 4],
      [23, 4],
      [31, 8],
      [63, 8],
    ]);
    const later = [node('mixed_6a'), stage('repeat_1'), node('mixed_7a'), stage('conv2d_7b')];
    expect(later.map((each) => field(each).slice(0, 2))).toEqual([
      [415, 16],
      [2335, 16],
      [2399, 32],
      [3039, 32],
    ]);
  });

  it.each([
    [
      'resnet-50',
      [
        [35, 8, 17],
        [99, 16, 49],
        [291, 32, 145],
        [483, 32, 241],
      ],
    ],
    [
      'resnet-101',
      [
        [35, 8, 17],
        [99, 16, 49],
        [835, 32, 417],
        [1027, 32, 513],
      ],
    ],
    [
      'resnet-152',
      [
        [35, 8, 17],
        [163, 16, 81],
        [1315, 32, 657],
        [1507, 32, 753],
      ],
    ],
  ])('of the end points of %s', (id, expected) => {
    const { node, stage } = describeArchitecture({ id, variant: 'paper' }, 321);
    // Slim halves the resolution at the end of a stage, the paper in the first convolution of the next one.
    const ends = ['layer2', 'layer3', 'layer4'].map((name) => node(`${name}.0.conv1`));
    expect([...ends, stage('layer4')].map(field)).toEqual(expected);
  });

  it('of VGG-11’s end points', () => {
    const { stages } = describeArchitecture({ id: 'vgg-11' }, 224);
    expect(stages.map((each) => [each.name, ...field(each)])).toEqual([
      ['pool1', 4, 2, 1],
      ['pool2', 10, 4, 3],
      ['pool3', 30, 8, 11],
      ['pool4', 70, 16, 27],
      ['pool5', 150, 32, 59],
    ]);
  });

  it('of Inception-v2’s end points', () => {
    const { stages } = describeNetwork(compileNetwork(inceptionV2(), registry));
    expect(stages.map((each) => [each.name, ...field(each)])).toEqual([
      ['conv2d_1a', 7, 2, 2],
      ['maxpool_2a', 11, 4, 2],
      ['conv2d_2b', 11, 4, 2],
      ['conv2d_2c', 19, 4, 6],
      ['maxpool_3a', 27, 8, 6],
      ['mixed_3b', 59, 8, 22],
      ['mixed_3c', 91, 8, 38],
      ['mixed_4a', 123, 16, 46],
      ['mixed_4b', 187, 16, 78],
      ['mixed_4c', 251, 16, 110],
      ['mixed_4d', 315, 16, 142],
      ['mixed_4e', 379, 16, 174],
      ['mixed_5a', 443, 32, 190],
      ['mixed_5b', 571, 32, 254],
      ['mixed_5c', 699, 32, 318],
    ]);
  });
});
