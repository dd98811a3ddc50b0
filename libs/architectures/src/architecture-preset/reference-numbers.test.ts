import { createRegistry, type PluginRefObject, type Registry } from '@convlab/core';
import { describeNetwork } from '@convlab/inspection';
import { layerPreset } from '@convlab/layers';
import { compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { architecturePreset } from './architecture-preset.ts';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

function describeArchitecture(ref: PluginRefObject, size: number, numOutputs = 1000, channels = 3) {
  const architecture = registry.create('architecture', ref);
  const graph = architecture.build({ inputShape: [size, size, channels], numOutputs });
  const description = describeNetwork(compileNetwork(graph, registry));
  const node = (name: string) => {
    const found = description.nodes.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  };
  const stage = (name: string) => {
    const found = description.stages.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no stage ${name}`);
    return found;
  };
  /** Receptive field and stride of the last feature map. */
  const last = description.nodes.filter(
    ({ outputShape, receptiveField, trainingOnly }) =>
      outputShape.length === 3 && receptiveField.local !== null && !trainingOnly,
  );
  const local = last.at(-1)?.receptiveField.local;
  return {
    ...description,
    node,
    stage,
    lastField: [local?.size[0], local?.stride[0]],
  };
}

interface Row {
  readonly ref: PluginRefObject;
  readonly size: number;
  readonly weights: number;
  readonly statistics?: number;
  /** Multiply–adds, in the unit of the printed figure, with its digits. */
  readonly macs?: string;
  readonly field?: readonly [number, number];
  readonly classes?: number;
  readonly channels?: number;
}

const cifar = (depth: number, weights: number, statistics: number, macs: string, field: number): Row => ({
  ref: { id: 'cifar-resnet', depth },
  size: 32,
  classes: 10,
  weights,
  statistics,
  macs,
  field: [field, 4],
});

/* Published totals (torchvision, Keras, timm, the papers) and closed formulas; see the sources named in each architecture. */
const ROWS: readonly Row[] = [
  {
    ref: { id: 'lenet-5' },
    size: 32,
    channels: 1,
    classes: 10,
    weights: 61_706,
    macs: '416520',
    // C5 is a dense layer here; the map below it sees 16 pixels, the convolution of 1998 all 32.
    field: [16, 4],
  },
  { ref: { id: 'lenet-5' }, size: 28, channels: 1, classes: 10, weights: 61_706, macs: '416520' },
  { ref: { id: 'lenet-5-1998' }, size: 32, channels: 1, classes: 10, weights: 60_000 + 850, field: [32, 4] },
  { ref: { id: 'alexnet' }, size: 224, weights: 61_100_840, macs: '0.7142 G', field: [195, 32] },
  { ref: { id: 'alexnet-2012' }, size: 227, weights: 60_965_224, macs: '0.7244 G', field: [195, 32] },
  { ref: { id: 'vgg-16' }, size: 224, weights: 138_357_544, macs: '15.4703 G', field: [212, 32] },
  {
    ref: { id: 'googlenet', variant: 'paper', auxiliary: false },
    size: 224,
    weights: 6_998_552,
    macs: '1.5827 G',
    field: [715, 32],
  },
  { ref: { id: 'googlenet', variant: 'paper' }, size: 224, weights: 13_378_280, macs: '1.5910 G' },
  {
    ref: { id: 'googlenet', auxiliary: false },
    size: 224,
    weights: 6_624_904,
    statistics: 14_560,
    macs: '1.4984 G',
    field: [379, 32],
  },
  { ref: { id: 'googlenet' }, size: 224, weights: 13_004_888, statistics: 15_072, macs: '1.5067 G' },
  cifar(20, 269_722, 1_376, '40.55 M', 81),
  cifar(32, 464_154, 2_272, '68.86 M', 137),
  cifar(44, 658_586, 3_168, '97.17 M', 193),
  cifar(56, 853_018, 4_064, '125.49 M', 249),
  cifar(110, 1_727_962, 8_096, '252.89 M', 501),
  {
    ref: { id: 'cifar-resnet', shortcut: 'B' },
    size: 32,
    classes: 10,
    weights: 272_474,
    statistics: 1_568,
    macs: '40.81 M',
  },
  {
    ref: { id: 'cifar-resnet', shortcut: 'B', depth: 56 },
    size: 32,
    classes: 10,
    weights: 855_770,
    statistics: 4_256,
    macs: '125.75 M',
  },
  {
    ref: { id: 'cifar-resnet', shortcut: 'B', variant: 'keras' },
    size: 32,
    classes: 10,
    weights: 273_066,
    statistics: 1_376,
    macs: '40.81 M',
  },
  {
    ref: { id: 'cifar-resnet', shortcut: 'B', variant: 'keras', depth: 56 },
    size: 32,
    classes: 10,
    weights: 857_706,
    statistics: 4_064,
    macs: '125.75 M',
  },
  { ref: { id: 'resnet-18' }, size: 224, weights: 11_689_512, statistics: 9_600 },
  {
    ref: { id: 'resnet-50' },
    size: 224,
    weights: 25_557_032,
    statistics: 53_120,
    macs: '4.0892 G',
    field: [427, 32],
  },
  {
    ref: { id: 'resnet-50', variant: 'paper' },
    size: 224,
    weights: 25_557_032,
    statistics: 53_120,
    macs: '3.8580 G',
    field: [483, 32],
  },
  {
    ref: { id: 'resnet-50', variant: 'keras' },
    size: 224,
    weights: 25_583_592,
    statistics: 53_120,
    macs: '3.8580 G',
    field: [483, 32],
  },
  { ref: { id: 'resnet-101', variant: 'paper' }, size: 224, weights: 44_549_160, field: [1027, 32] },
  { ref: { id: 'resnet-152', variant: 'paper' }, size: 224, weights: 60_192_808, field: [1507, 32] },
  {
    ref: { id: 'resnext-50' },
    size: 224,
    weights: 25_028_904,
    statistics: 68_224,
    macs: '4.2305 G',
    field: [427, 32],
  },
  {
    ref: { id: 'densenet-121' },
    size: 224,
    weights: 7_978_856,
    statistics: 83_648,
    macs: '2.8342 G',
    field: [2071, 32],
  },
  {
    ref: { id: 'xception' },
    size: 299,
    weights: 22_855_952,
    statistics: 54_528,
    macs: '8.3574 G',
    field: [1083, 32],
  },
  {
    ref: { id: 'inception-resnet-v2', variant: 'keras' },
    size: 299,
    weights: 55_813_192,
    statistics: 60_544,
    macs: '13.1558 G',
    field: [3039, 32],
  },
  {
    ref: { id: 'inception-resnet-v2' },
    size: 299,
    weights: 55_843_464,
    statistics: 60_544,
    macs: '13.1558 G',
    field: [3039, 32],
  },
  {
    ref: { id: 'se-resnet-50' },
    size: 224,
    weights: 28_088_024,
    statistics: 53_120,
    macs: '4.0917 G',
    field: [427, 32],
  },
  {
    ref: { id: 'se-resnet-50', variant: 'senet' },
    size: 224,
    weights: 28_088_024,
    macs: '3.8605 G',
    field: [483, 32],
  },
  {
    ref: { id: 'se-resnet-50', variant: 'senet', excitationBias: false },
    size: 224,
    weights: 28_071_976,
    macs: '3.8605 G',
  },
  {
    ref: { id: 'se-resnext-50' },
    size: 224,
    weights: 27_559_896,
    statistics: 68_224,
    macs: '4.2330 G',
    field: [427, 32],
  },
  { ref: { id: 'se-googlenet', variant: 'paper', auxiliary: false }, size: 224, weights: 7_478_655 },
  { ref: { id: 'se-googlenet', auxiliary: false }, size: 224, weights: 7_105_007 },
  {
    ref: { id: 'se-inception-resnet-v2', variant: 'keras' },
    size: 299,
    weights: 64_357_172,
    statistics: 60_544,
    macs: '13.1643 G',
    field: [3039, 32],
  },
  // The paper prints 0.8 M; the count is that of the authors' Torch code.
  { ref: { id: 'densenet-cifar' }, size: 32, classes: 10, weights: 769_162 },
];

function printMacs(macs: number, like: string): string {
  const [figure = '', unit] = like.split(' ');
  if (unit === undefined) return String(macs);
  return `${(macs / (unit === 'G' ? 1e9 : 1e6)).toFixed(figure.split('.')[1]?.length ?? 0)} ${unit}`;
}

describe('published numbers', () => {
  it.each(ROWS.map((row) => [`${JSON.stringify(row.ref)} at ${row.size}`, row] as const))('%s', (_, row) => {
    const { totals, lastField } = describeArchitecture(row.ref, row.size, row.classes, row.channels);
    expect(totals.training.numWeights).toBe(row.weights);
    if (row.statistics !== undefined) expect(totals.training.numStatistics).toBe(row.statistics);
    if (row.macs !== undefined) expect(printMacs(totals.training.multiplyAdds, row.macs)).toBe(row.macs);
    if (row.field !== undefined) expect(lastField).toEqual(row.field);
  });

  it('has no auxiliary classifier in inference', () => {
    const { totals } = describeArchitecture({ id: 'googlenet' }, 224);
    expect(totals.inference.numWeights).toBe(6_624_904);
    expect(printMacs(totals.inference.multiplyAdds, '1.4984 G')).toBe('1.4984 G');
  });

  it('gives plain and residual networks of one depth the same weights', () => {
    for (const depth of [20, 32, 56]) {
      const plain = describeArchitecture({ id: 'cifar-plain', depth }, 32, 10).totals.training;
      const residual = describeArchitecture({ id: 'cifar-resnet', depth }, 32, 10).totals.training;
      expect(plain.numWeights).toBe(residual.numWeights);
      expect(plain.multiplyAdds).toBe(residual.multiplyAdds);
    }
  });

  it('has the weights of LeNet-5’s layers as printed in 1998', () => {
    const { node } = describeArchitecture({ id: 'lenet-5-1998' }, 32, 10, 1);
    const counts = ['c1', 's2', 'c3', 's4', 'c5', 'f6'].map((name) => node(name).numWeights);
    expect(counts).toEqual([156, 12, 1516, 32, 48_120, 10_164]);
  });

  it('adds 2 C² / r weights per module, as in the paper’s sweep of reduction ratios', () => {
    // Σ C² over the sixteen blocks of ResNet-50; the paper prints 45.7, 35.7, 30.7, 28.1 and 26.9 M, with statistics.
    const squares = 3 * 256 ** 2 + 4 * 512 ** 2 + 6 * 1024 ** 2 + 3 * 2048 ** 2;
    const printed = { 2: 45.7, 4: 35.7, 8: 30.7, 16: 28.1, 32: 26.9 };
    for (const [ratio, millions] of Object.entries(printed)) {
      const reductionRatio = Number(ratio);
      const ref = { id: 'se-resnet-50', variant: 'senet', excitationBias: false, reductionRatio };
      const { numWeights, numStatistics } = describeArchitecture(ref, 224).totals.training;
      expect(numWeights).toBe(25_557_032 + (2 * squares) / reductionRatio);
      expect(Math.abs((numWeights + numStatistics) / 1e6 / millions - 1)).toBeLessThan(0.003);
    }
  });
});

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
});

describe('sizes of stages', () => {
  const shapes = (ref: PluginRefObject, size: number, names: readonly string[]) => {
    const { node, stages } = describeArchitecture(ref, size);
    return names.map((name) => {
      const staged = stages.find((each) => each.name === name);
      return (staged?.shape ?? node(name).outputShape).join('x');
    });
  };

  it.each([
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
        ['aux1.pool', '4x4x512'],
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

describe('describing', () => {
  it('takes little time and no tensor', () => {
    describeArchitecture({ id: 'vgg-16' }, 224);
    const before = tf.memory().numTensors;
    const start = performance.now();
    describeArchitecture({ id: 'vgg-16' }, 224);
    expect(performance.now() - start).toBeLessThan(50);
    expect(tf.memory().numTensors).toBe(before);
  });
});
