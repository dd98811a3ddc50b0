import type { PluginRefObject } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { describeArchitecture } from '../_testing/describe-architecture.ts';
import { architecturePreset } from './architecture-preset.ts';

describe('sizes of stages', () => {
  const shapes = (ref: PluginRefObject, size: number, names: readonly string[]) => {
    const small = size <= 32;
    const { node, stages } = describeArchitecture(
      ref,
      size,
      small ? 10 : 1000,
      ref.id.startsWith('lenet') ? 1 : 3,
    );
    return names.map((name) => {
      const staged = stages.find((each) => each.name === name);
      return (staged?.shape ?? node(name).outputShape).join('x');
    });
  };

  it.each([
    [
      'lenet-5',
      32,
      [
        ['conv1', '28x28x6'],
        ['pool1', '14x14x6'],
        ['conv2', '10x10x16'],
        ['pool2', '5x5x16'],
        ['fc1', '120'],
        ['fc2', '84'],
        ['fc3', '10'],
      ],
    ],
    [
      'lenet-5-1998',
      32,
      [
        ['c1', '28x28x6'],
        ['s2', '14x14x6'],
        ['c3', '10x10x16'],
        ['s4', '5x5x16'],
        ['c5', '1x1x120'],
        ['f6', '84'],
        ['output', '10'],
      ],
    ],
    [
      'cifar-resnet',
      32,
      [
        ['conv1', '32x32x16'],
        ['layer1', '32x32x16'],
        ['layer2', '16x16x32'],
        ['layer3', '8x8x64'],
        ['avgpool', '64'],
        ['fc', '10'],
      ],
    ],
    [
      'cifar-plain',
      32,
      [
        ['conv1', '32x32x16'],
        ['layer1', '32x32x16'],
        ['layer2', '16x16x32'],
        ['layer3', '8x8x64'],
        ['avgpool', '64'],
        ['fc', '10'],
      ],
    ],
    [
      'alexnet-2012',
      227,
      [
        ['conv1', '55x55x96'],
        ['features.2', '27x27x96'],
        ['conv2', '27x27x256'],
        ['features.5', '13x13x256'],
        ['conv3', '13x13x384'],
        ['conv4', '13x13x384'],
        ['conv5', '13x13x256'],
        ['pool5', '6x6x256'],
        ['classifier.1', '4096'],
        ['classifier.4', '4096'],
        ['classifier.6', '1000'],
      ],
    ],
    [
      'resnet-50',
      224,
      [
        ['stem', '112x112x64'],
        ['maxpool', '56x56x64'],
        ['layer1', '56x56x256'],
        ['layer2', '28x28x512'],
        ['layer3', '14x14x1024'],
        ['layer4', '7x7x2048'],
        ['avgpool', '2048'],
        ['fc', '1000'],
      ],
    ],
    [
      'alexnet',
      224,
      [
        ['features.0', '55x55x64'],
        ['features.2', '27x27x64'],
        ['features.3', '27x27x192'],
        ['features.5', '13x13x192'],
        ['features.10', '13x13x256'],
        ['features.12', '6x6x256'],
        ['classifier.1', '4096'],
        ['classifier.4', '4096'],
        ['classifier.6', '1000'],
      ],
    ],
    [
      'vgg-16',
      224,
      [
        ['pool1', '112x112x64'],
        ['pool2', '56x56x128'],
        ['pool3', '28x28x256'],
        ['pool4', '14x14x512'],
        ['pool5', '7x7x512'],
      ],
    ],
    [
      'googlenet',
      224,
      [
        ['conv1', '112x112x64'],
        ['maxpool1', '56x56x64'],
        ['conv3', '56x56x192'],
        ['maxpool2', '28x28x192'],
        ['inception3a', '28x28x256'],
        ['inception3b', '28x28x480'],
        ['maxpool3', '14x14x480'],
        ['inception4a', '14x14x512'],
        ['inception4d', '14x14x528'],
        ['inception4e', '14x14x832'],
        ['maxpool4', '7x7x832'],
        ['inception5b', '7x7x1024'],
        ['inception5a', '7x7x832'],
        ['aux1.pool', '4x4x512'],
        ['aux2.pool', '4x4x528'],
      ],
    ],
    [
      'resnext-50',
      224,
      [
        ['stem', '112x112x64'],
        ['maxpool', '56x56x64'],
        ['layer1.0.conv2', '56x56x128'],
        ['layer1', '56x56x256'],
        ['layer2', '28x28x512'],
        ['layer3', '14x14x1024'],
        ['layer4.2.conv2', '7x7x1024'],
        ['layer4', '7x7x2048'],
      ],
    ],
    [
      'densenet-121',
      224,
      [
        ['stem', '112x112x64'],
        ['features.pool0', '56x56x64'],
        ['features.denseblock1', '56x56x256'],
        ['features.transition1.pool', '28x28x128'],
        ['features.denseblock2', '28x28x512'],
        ['features.transition2.pool', '14x14x256'],
        ['features.denseblock3', '14x14x1024'],
        ['features.transition3.pool', '7x7x512'],
        ['features.denseblock4', '7x7x1024'],
      ],
    ],
    [
      'xception',
      299,
      [
        ['conv1', '149x149x32'],
        ['stem', '147x147x64'],
        ['block1', '74x74x128'],
        ['block2', '37x37x256'],
        ['block3', '19x19x728'],
        ['block11', '19x19x728'],
        ['block12', '10x10x1024'],
        ['top', '10x10x2048'],
      ],
    ],
    [
      'inception-resnet-v2',
      299,
      [
        ['conv2d_1a', '149x149x32'],
        ['conv2d_2a', '147x147x32'],
        ['conv2d_2b', '147x147x64'],
        ['maxpool_3a', '73x73x64'],
        ['conv2d_4a', '71x71x192'],
        ['maxpool_5a', '35x35x192'],
        ['repeat', '35x35x320'],
        ['repeat_1', '17x17x1088'],
        ['repeat_2', '8x8x2080'],
        ['conv2d_7b', '8x8x1536'],
      ],
    ],
  ] as const)('%s at %d', (id, size, expected) => {
    expect(
      shapes(
        { id },
        size,
        expected.map(([name]) => name),
      ),
    ).toEqual(expected.map(([, shape]) => shape));
  });

  it('never grow: the reduction of stages rises', () => {
    for (const { id } of architecturePreset) {
      const { stages } = describeArchitecture({ id }, 224);
      const reductions = stages.map(({ reduction }) => reduction?.[0] ?? 0);
      expect(reductions).toEqual([...reductions].sort((a, b) => a - b));
    }
  });
});
