import type { PluginRefObject } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { describeArchitecture } from '../_testing/describe-architecture.ts';

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

describe('describing', () => {
  it('takes under 50 ms and no tensor', () => {
    const describing = (): number => {
      const before = process.cpuUsage();
      describeArchitecture({ id: 'vgg-16' }, 224);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // The first is compiled while it runs.
    describing();
    const before = tf.memory().numTensors;
    // Processor time does not count what others do meanwhile, and the median not the garbage of an earlier test.
    const [, , median] = Array.from({ length: 5 }, describing).sort((a, b) => a - b);
    expect(median).toBeLessThan(50);
    expect(tf.memory().numTensors).toBe(before);
  });
});
