import type { NodeHandle } from '@convlab/network';
import type { ConvOptions, Parts } from '../_internal/parts.ts';
import type { Block } from '../squeeze-excitation/squeeze-excitation.ts';

/** Filters of one Inception module: 1×1, reduced and 3×3, reduced and 5×5, pooled and projected. */
export type ModuleFilters = readonly [
  ch1x1: number,
  ch3x3reduced: number,
  ch3x3: number,
  ch5x5reduced: number,
  ch5x5: number,
  poolProjection: number,
];

/** Szegedy et al. 2015, table 1. A pooling comes after 3b and after 4e. */
export const MODULES: Readonly<Record<string, ModuleFilters>> = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
};

/** CONV – norm – activation under torchvision's names: `<name>.conv`, `<name>.bn`, and the activation as the unit itself. */
export function basicConv(p: Parts, name: string, options: ConvOptions, below: NodeHandle): NodeHandle {
  return p.act(name, p.norm(`${name}.bn`, p.conv(`${name}.conv`, options, below)));
}

/** An Inception module: four branches side by side, put together along the channels. */
export function inceptionModule(p: Parts, filters: ModuleFilters, largeKernel: 3 | 5): Block {
  const [ch1x1, reduced3, ch3x3, reduced5, ch5x5, projection] = filters;
  const point = (name: string, count: number, below: NodeHandle): NodeHandle =>
    basicConv(p, name, { filters: count, kernelSize: 1 }, below);
  return {
    channels: ch1x1 + ch3x3 + ch5x5 + projection,
    add: (_, name, below) => {
      const medium = { filters: ch3x3, kernelSize: 3, padding: 1 };
      const large = { filters: ch5x5, kernelSize: largeKernel, padding: (largeKernel - 1) / 2 };
      const pooled = p.maxPool(`${name}.branch4.0`, { poolSize: 3, strides: 1, padding: 1 }, below);
      return p.layer(
        name,
        'concatenate',
        point(`${name}.branch1`, ch1x1, below),
        basicConv(p, `${name}.branch2.1`, medium, point(`${name}.branch2.0`, reduced3, below)),
        basicConv(p, `${name}.branch3.1`, large, point(`${name}.branch3.0`, reduced5, below)),
        point(`${name}.branch4.1`, projection, pooled),
      );
    },
  };
}
