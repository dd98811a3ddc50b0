import { architecturePreset } from '@convlab/architectures';
import {
  createRegistry,
  createRng,
  type NetworkGraph,
  type PluginRefObject,
  type Registry,
} from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork, initializeWeights, networkBuilder } from '@convlab/network';
import { useConvlabBackend } from '@convlab/backend';
import { normalizationPreset } from '@convlab/normalization';
import { beforeAll, describe, expect, it } from 'vitest';
import { onnxDeviation } from '../_testing/onnx-deviation.ts';
import { exportOnnx } from './onnx-export.ts';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

beforeAll(async () => {
  await useConvlabBackend();
});

describe('ONNX models in onnxruntime give the same outputs', () => {
  const cases: readonly (readonly [PluginRefObject, readonly number[]])[] = [
    [{ id: 'mlp', normalization: 'layer' }, [7]],
    [{ id: 'conv-net' }, [12, 10, 3]],
    [{ id: 'lenet-5' }, [28, 28, 1]],
    [{ id: 'lenet-5-1998' }, [28, 28, 1]],
    [{ id: 'cifar-resnet', depth: 8 }, [16, 16, 3]],
    [{ id: 'cifar-resnet', depth: 8, shortcut: 'B', reductionRatio: 4 }, [16, 16, 3]],
    [{ id: 'cifar-plain', depth: 8 }, [16, 16, 3]],
    [{ id: 'densenet-cifar', depth: 16 }, [16, 16, 3]],
    [{ id: 'googlenet' }, [48, 48, 3]],
    [{ id: 'googlenet', variant: 'paper' }, [96, 96, 3]],
    [{ id: 'resnet-18' }, [40, 40, 3]],
    [{ id: 'se-resnet-50', variant: 'senet' }, [33, 33, 3]],
    [{ id: 'resnext-50' }, [32, 32, 3]],
    [{ id: 'densenet-121' }, [32, 32, 3]],
    [{ id: 'xception' }, [48, 48, 3]],
    [{ id: 'inception-resnet-v2' }, [75, 75, 3]],
    [{ id: 'se-googlenet' }, [48, 48, 3]],
  ];
  it.each(cases)(
    '%j at %j',
    async (ref, inputShape) => {
      const architecture = registry.create('architecture', ref);
      const network = compileNetwork(architecture.build({ inputShape, numOutputs: 5 }), registry);
      expect(await onnxDeviation(network, registry)).toBeLessThan(1e-4);
    },
    120_000,
  );
});

describe('each layer', () => {
  const chain = (
    inputShape: readonly number[],
    ...ops: readonly (readonly [string, PluginRefObject])[]
  ): NetworkGraph => {
    const b = networkBuilder(inputShape);
    const last = ops.reduce((below, [kind, ref], i) => b.add(`n${i}`, kind as 'layer', ref, below), b.input);
    return b.build(last);
  };
  const image = [7, 6, 8];
  const layers: readonly (readonly [string, PluginRefObject])[] = [
    ['layer', { id: 'conv', filters: 4, groups: 2, kernelSize: [3, 2], strides: [2, 1], padding: 'same' }],
    [
      'layer',
      {
        id: 'conv',
        filters: 4,
        dilationRate: 2,
        padding: [
          [1, 2],
          [0, 3],
        ],
      },
    ],
    ['layer', { id: 'depthwise-conv', depthMultiplier: 2, strides: 2, padding: 'same' }],
    ['layer', { id: 'separable-conv', filters: 5, padding: 1 }],
    ['layer', { id: 'conv-transpose', filters: 5, kernelSize: 3, strides: 2, padding: 1 }],
    ['layer', { id: 'conv-transpose', filters: 5, kernelSize: 4, strides: 2, padding: 'same' }],
    ['layer', { id: 'max-pool', poolSize: 3, strides: 2, ceilMode: true }],
    ['layer', { id: 'max-pool', poolSize: 3, strides: 2, padding: 'same' }],
    ['layer', { id: 'average-pool', poolSize: 3, strides: 2, padding: 1, ceilMode: true }],
    ['layer', { id: 'average-pool', poolSize: 3, strides: 2, padding: 1, countIncludePad: true }],
    ['layer', { id: 'adaptive-average-pool', outputSize: [3, 6] }],
    ['layer', { id: 'adaptive-average-pool', outputSize: [7, 4] }],
    ['layer', { id: 'global-max-pool' }],
    ['layer', { id: 'flatten' }],
    ['layer', { id: 'reshape', targetShape: [14, 3, 8] }],
    [
      'layer',
      {
        id: 'zero-padding',
        padding: [
          [1, 0],
          [2, 1],
        ],
      },
    ],
    [
      'layer',
      {
        id: 'cropping',
        cropping: [
          [1, 0],
          [2, 1],
        ],
      },
    ],
    ['layer', { id: 'up-sampling', size: [2, 3] }],
    ['layer', { id: 'up-sampling', size: 2, interpolation: 'bilinear' }],
    ['layer', { id: 'channel-padding', before: 1, after: 2 }],
    ['layer', { id: 'channel-affine' }],
    ['layer', { id: 'rescale', scale: 0.5, offset: 2 }],
    ['layer', { id: 'dropout' }],
    ['normalization', { id: 'batch', scale: false, epsilon: 1e-3 }],
    ['normalization', { id: 'layer' }],
    ['normalization', { id: 'layer', axis: 'channels' }],
    ['normalization', { id: 'instance' }],
    ['normalization', { id: 'group', groups: 4 }],
    ['normalization', { id: 'local-response', alpha: 0.5 }],
    ...[
      'linear',
      'relu',
      'relu6',
      'leaky-relu',
      'elu',
      'prelu',
      'silu',
      'sigmoid',
      'tanh',
      'scaled-tanh',
      'softmax',
      'gelu',
    ].map((id) => ['activation', { id }] as const),
    ['activation', { id: 'gelu', approximate: 'tanh' }],
    ['activation', { id: 'elu', alpha: 0.5 }],
  ];
  it.each(layers)('%s %j', async (kind, ref) => {
    const graph = chain(
      image,
      [kind, ref],
      ['layer', { id: 'flatten' }],
      ['layer', { id: 'dense', units: 3 }],
    );
    const flat = ref.id === 'flatten' || ref.id === 'global-max-pool';
    const network = compileNetwork(
      flat ? chain(image, [kind, ref], ['layer', { id: 'dense', units: 3 }]) : graph,
      registry,
    );
    expect(await onnxDeviation(network, registry)).toBeLessThan(1e-5);
  });

  it('without a counterpart is refused by name, unless a conversion is given', async () => {
    const network = compileNetwork(
      chain([6, 6, 2], ['layer', { id: 'locally-connected', filters: 2 }], ['layer', { id: 'flatten' }]),
      registry,
    );
    const weights = initializeWeights(network, createRng(1));
    await expect(exportOnnx(network, { weights, state: {}, registry })).rejects.toThrow(
      'Node "n0" (Locally connected) has no counterpart',
    );
    const converters = { 'convlab/locally-connected': () => 'input' };
    expect((await exportOnnx(network, { weights, state: {}, registry, converters })).length).toBeGreaterThan(
      100,
    );
  });

  it('needs every weight', async () => {
    const network = compileNetwork(chain([3], ['layer', { id: 'dense', units: 2 }]), registry);
    await expect(exportOnnx(network, { weights: {}, state: {}, registry })).rejects.toThrow(
      'Node "n0" was given no value of "kernel"',
    );
  });
});
