import type { PluginRefObject } from '@convlab/core';
import { permute, inverse, type HostTensor } from '../_internal/layouts.ts';

/** A PyTorch module as a reference file describes it: its type and arguments. */
export type TorchModule = { readonly type: string; readonly [argument: string]: unknown };

/** A weight of ours that stands for a PyTorch parameter. */
export interface WeightMapping {
  readonly name: string;
  /** From PyTorch's layout to ours. */
  toOurs(tensor: HostTensor): HostTensor;
  /** From ours to PyTorch's. */
  toTorch(tensor: HostTensor): HostTensor;
}

/** One way to build a PyTorch module from our plugins. */
export interface Counterpart {
  readonly kind: 'layer' | 'normalization' | 'activation';
  readonly ref: PluginRefObject;
  /** Our weight for each PyTorch parameter. */
  readonly weights: Readonly<Record<string, WeightMapping>>;
  /** Our statistic for each PyTorch buffer. */
  readonly buffers: Readonly<Record<string, string>>;
}

const same = (name: string): WeightMapping => ({ name, toOurs: (t) => t, toTorch: (t) => t });

function permuted(name: string, order: readonly number[]): WeightMapping {
  return { name, toOurs: (t) => permute(t, order), toTorch: (t) => permute(t, inverse(order)) };
}

/** O·I·H·W to H·W·I·O; for transposed convolutions I·O·H·W to H·W·O·I. */
const kernel = permuted('kernel', [2, 3, 1, 0]);
const gammaBeta = { weight: same('gamma'), bias: same('beta') };
const statistics = { running_mean: 'movingMean', running_var: 'movingVariance' };

/**
 * Every way in which our plugins can stand for a PyTorch module acting on `input` (PyTorch's layout).
 *
 * Empty when there is none.
 */
export function counterparts(module: TorchModule, input: readonly number[]): readonly Counterpart[] {
  const make = MODULES[module.type];
  const found = make === undefined ? [] : make(new Arguments(module), input);
  return Array.isArray(found) ? (found as Counterpart[]) : [found as Counterpart];
}

/** Reads the arguments of a module, with fallbacks for those left out. */
class Arguments {
  readonly #module: TorchModule;

  constructor(module: TorchModule) {
    this.#module = module;
  }

  number(name: string, fallback: number): number {
    const value = this.#module[name];
    return typeof value === 'number' ? value : fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#module[name];
    return typeof value === 'boolean' ? value : fallback;
  }

  text(name: string, fallback: string): string {
    const value = this.#module[name];
    return typeof value === 'string' ? value : fallback;
  }

  /** A number, or one for each axis, as one for each axis. */
  pair(name: string, fallback: number): readonly [number, number] {
    const value = this.#module[name];
    if (Array.isArray(value)) {
      const [first, second = first] = value as [number, number?];
      return [first, second];
    }
    return typeof value === 'number' ? [value, value] : [fallback, fallback];
  }

  list(name: string): readonly number[] {
    const value = this.#module[name];
    if (Array.isArray(value)) return value as number[];
    return typeof value === 'number' ? [value] : [];
  }
}

type Make = (args: Arguments, input: readonly number[]) => Counterpart | readonly Counterpart[];

function part(
  kind: Counterpart['kind'],
  ref: PluginRefObject,
  weights: Counterpart['weights'] = {},
  buffers: Counterpart['buffers'] = {},
): Counterpart {
  return { kind, ref, weights, buffers };
}

const activation = (id: string, config: object = {}): Counterpart => part('activation', { id, ...config });

const MODULES: Readonly<Record<string, Make>> = {
  Conv2d: convolution,
  ConvTranspose2d: (args) => {
    const useBias = args.flag('bias', true);
    const config = {
      filters: args.number('out_channels', 0),
      kernelSize: args.pair('kernel_size', 1),
      strides: args.pair('stride', 1),
      padding: args.pair('padding', 0),
      outputPadding: args.pair('output_padding', 0),
      dilationRate: args.pair('dilation', 1),
      groups: args.number('groups', 1),
      useBias,
    };
    return part('layer', { id: 'conv-transpose', ...config }, kernelAndBias(useBias));
  },
  Linear: (args) => {
    const useBias = args.flag('bias', true);
    const weights = { weight: permuted('kernel', [1, 0]), ...(useBias ? { bias: same('bias') } : {}) };
    return part('layer', { id: 'dense', units: args.number('out_features', 0), useBias }, weights);
  },
  MaxPool2d: (args) => (args.number('dilation', 1) === 1 ? part('layer', pooling('max-pool', args)) : []),
  AvgPool2d: (args) =>
    part('layer', {
      ...pooling('average-pool', args),
      countIncludePad: args.flag('count_include_pad', true),
    }),
  AdaptiveAvgPool2d: (args) => {
    const outputSize = args.pair('output_size', 1);
    return outputSize.every((size) => size === 1)
      ? part('layer', { id: 'global-average-pool', keepDims: true })
      : part('layer', { id: 'adaptive-average-pool', outputSize });
  },
  AdaptiveMaxPool2d: (args) =>
    args.pair('output_size', 1).every((size) => size === 1)
      ? part('layer', { id: 'global-max-pool', keepDims: true })
      : [],
  LocalResponseNorm: (args) =>
    part('normalization', {
      id: 'local-response',
      size: args.number('size', 5),
      alpha: args.number('alpha', 1e-4),
      beta: args.number('beta', 0.75),
      k: args.number('k', 1),
    }),
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  LayerNorm: (args, input) => {
    const shape = args.list('normalized_shape');
    if (shape.length !== input.length - 1) return [];
    const order = shape.length === 3 ? [1, 2, 0] : shape.map((_, axis) => axis);
    const affine = args.flag('elementwise_affine', true);
    const weights = { weight: permuted('gamma', order), bias: permuted('beta', order) };
    return part('normalization', { id: 'layer', ...normalization(args, affine) }, affine ? weights : {});
  },
  InstanceNorm2d: (args) => {
    if (args.flag('track_running_stats', false)) return [];
    const affine = args.flag('affine', false);
    return part('normalization', { id: 'instance', ...normalization(args, affine) }, affine ? gammaBeta : {});
  },
  GroupNorm: (args) => {
    const affine = args.flag('affine', true);
    const config = { groups: args.number('num_groups', 1), ...normalization(args, affine) };
    return part('normalization', { id: 'group', ...config }, affine ? gammaBeta : {});
  },
  PReLU: (args, input) =>
    part(
      'activation',
      { id: 'prelu', shared: args.number('num_parameters', 1) === 1 && input[1] !== 1 },
      { weight: same('slope') },
    ),
  LeakyReLU: (args) => activation('leaky-relu', { negativeSlope: args.number('negative_slope', 0.01) }),
  ELU: (args) => activation('elu', { alpha: args.number('alpha', 1) }),
  GELU: (args) => activation('gelu', { approximate: args.text('approximate', 'none') }),
  SiLU: () => activation('silu'),
  ReLU: () => activation('relu'),
  ReLU6: () => activation('relu6'),
  Sigmoid: () => activation('sigmoid'),
  Tanh: () => activation('tanh'),
  Softmax: (args) =>
    args.number('dim', 1) === 1 || args.number('dim', 1) === -1 ? activation('softmax') : [],
  Identity: () => activation('linear'),
  ZeroPad2d: (args) => {
    const [left = 0, right = left, top = left, bottom = top] = args.list('padding');
    return part('layer', {
      id: 'zero-padding',
      padding: [
        [top, bottom],
        [left, right],
      ],
    });
  },
  Upsample: (args) =>
    args.flag('align_corners', false)
      ? []
      : part('layer', {
          id: 'up-sampling',
          size: args.pair('scale_factor', 2),
          interpolation: args.text('mode', 'nearest'),
        }),
};

function kernelAndBias(useBias: boolean): Counterpart['weights'] {
  return useBias ? { weight: kernel, bias: same('bias') } : { weight: kernel };
}

function convolution(args: Arguments, input: readonly number[]): readonly Counterpart[] {
  const padding = args.text('padding', '');
  const channels = args.number('in_channels', input[1] ?? 0);
  const filters = args.number('out_channels', 0);
  const groups = args.number('groups', 1);
  const useBias = args.flag('bias', true);
  if (args.text('padding_mode', 'zeros') !== 'zeros') return [];
  const config = {
    kernelSize: args.pair('kernel_size', 1),
    strides: args.pair('stride', 1),
    padding: padding === '' ? args.pair('padding', 0) : padding,
    dilationRate: args.pair('dilation', 1),
    useBias,
  };
  const conv = part('layer', { id: 'conv', filters, groups, ...config }, kernelAndBias(useBias));
  if (groups !== channels || channels === 1) return [conv];
  const depthMultiplier = filters / channels;
  const depthwise = {
    ...kernelAndBias(useBias),
    weight: {
      name: 'kernel',
      // One input channel a group: [H, W, 1, C · m] and [H, W, C, m] have their elements in the same order.
      toOurs: (t: HostTensor) => reshapeTail(kernel.toOurs(t), [channels, depthMultiplier]),
      toTorch: (t: HostTensor) => kernel.toTorch(reshapeTail(t, [1, filters])),
    },
  };
  return [conv, part('layer', { id: 'depthwise-conv', depthMultiplier, ...config }, depthwise)];
}

function reshapeTail({ shape, values }: HostTensor, tail: readonly number[]): HostTensor {
  return { shape: [...shape.slice(0, 2), ...tail], values };
}

function pooling(id: string, args: Arguments): PluginRefObject {
  const poolSize = args.pair('kernel_size', 1);
  const given = args.list('stride');
  return {
    id,
    poolSize,
    strides: given.length === 0 ? poolSize : args.pair('stride', 1),
    padding: args.pair('padding', 0),
    ceilMode: args.flag('ceil_mode', false),
  };
}

function normalization(args: Arguments, affine: boolean) {
  return { epsilon: args.number('eps', 1e-5), scale: affine, center: affine };
}

function batchNorm(args: Arguments): Counterpart {
  const affine = args.flag('affine', true);
  const momentum = 1 - args.number('momentum', 0.1);
  return part(
    'normalization',
    { id: 'batch', momentum, runningVariance: 'unbiased', ...normalization(args, affine) },
    affine ? gammaBeta : {},
    statistics,
  );
}
