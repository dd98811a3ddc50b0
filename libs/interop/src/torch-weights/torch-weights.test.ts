import { architecturePreset } from '@convlab/architectures';
import {
  createRegistry,
  createRng,
  decodeSafetensors,
  encodeSafetensors,
  storeFloats,
  type PluginRefObject,
  type Registry,
  type StoredTensor,
} from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import {
  applyNetwork,
  compileNetwork,
  disposeTensors,
  initializeState,
  initializeWeights,
  type CompiledNetwork,
} from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { renameTorch, torchNamings, torchTensors, type TorchNaming } from '../torch-names/torch-names.ts';
import { loadTorchWeights, saveTorchWeights } from './torch-weights.ts';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

function build(ref: PluginRefObject, inputShape = [32, 32, 3], numOutputs = 10): CompiledNetwork {
  return compileNetwork(registry.create('architecture', ref).build({ inputShape, numOutputs }), registry);
}

/** A file of this network's tensors, filled with numbers that differ everywhere in a tensor. */
function stateDict(network: CompiledNetwork, naming: TorchNaming = 'torchvision'): Uint8Array {
  const tensors = Object.fromEntries(
    torchTensors(network).map(({ torchName, torchShape }, seed) => {
      const values = new Float32Array(torchShape.reduce((product, dim) => product * dim, 1));
      for (let i = 0; i < values.length; i++) values[i] = seed - i / 1024;
      return [renameTorch(torchName, naming), storeFloats(values, torchShape)];
    }),
  );
  return encodeSafetensors({ tensors, metadata: { format: 'pt' } });
}

const changed = (file: Uint8Array, change: (tensors: Record<string, StoredTensor>) => void): Uint8Array => {
  const { tensors, metadata } = decodeSafetensors(file);
  const copy = { ...tensors };
  change(copy);
  return encodeSafetensors({ tensors: copy, metadata });
};

describe('round trips', () => {
  const small: readonly (readonly [PluginRefObject, readonly number[]])[] = [
    [{ id: 'lenet-5' }, [28, 28, 1]],
    [{ id: 'lenet-5-1998' }, [28, 28, 1]],
    [{ id: 'cifar-resnet', shortcut: 'B' }, [32, 32, 3]],
    [{ id: 'cifar-plain' }, [32, 32, 3]],
    [{ id: 'densenet-cifar', depth: 22 }, [32, 32, 3]],
    [{ id: 'googlenet' }, [64, 64, 3]],
    [{ id: 'resnet-18' }, [32, 32, 3]],
    [{ id: 'conv-net' }, [32, 32, 3]],
    [{ id: 'mlp', normalization: 'batch' }, [32, 32, 3]],
  ];
  it.each(small)('%j: a state dict read and written again has the same bytes', async (ref, inputShape) => {
    const network = build(ref, [...inputShape]);
    const file = changed(stateDict(network), (tensors) => {
      tensors['bn1.num_batches_tracked'] = { dtype: 'I64', shape: [], bytes: new Uint8Array(8) };
    });
    const { weights, state, counters, report } = loadTorchWeights(network, file);
    expect(report).toMatchObject({ naming: 'torchvision', unknown: [], missing: [], misshapen: [] });
    const again = await saveTorchWeights(network, { weights, state }, { counters });
    expect(Buffer.compare(again, file)).toBe(0);
    [weights, state].forEach(disposeTensors);
  });

  it('names every tensor of every architecture once, in every naming', () => {
    for (const { id } of architecturePreset) {
      const tensors = torchTensors(build({ id }, [224, 224, 3]));
      expect(tensors.length).toBeGreaterThan(3);
      for (const naming of torchNamings) {
        const names = tensors.map(({ torchName }) => renameTorch(torchName, naming));
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it.each([
    ['senet', { id: 'se-resnet-50' }, 'layer0.conv1.weight', 'layer1.0.se_module.fc1.weight'],
    ['last-linear', { id: 'inception-resnet-v2' }, 'conv2d_1a.conv.weight', 'last_linear.weight'],
    ['linear', { id: 'cifar-resnet' }, 'conv1.weight', 'linear.weight'],
    [
      'densenet-2017',
      { id: 'densenet-121' },
      'features.denseblock1.denselayer1.norm.1.weight',
      'classifier.weight',
    ],
    ['timm-vgg', { id: 'vgg-11' }, 'features.0.weight', 'head.fc.weight'],
  ] as const)('knows the naming %s', (naming, ref, ...names) => {
    const tensors = torchTensors(build(ref, [224, 224, 3]));
    const all = tensors.map(({ torchName }) => renameTorch(torchName, naming));
    expect(all).toEqual(expect.arrayContaining([...names]));
  });
});

describe('loading', () => {
  const network = build({ id: 'cifar-resnet', depth: 8 });

  it('finds the naming by itself and drops the prefix of distributed training', () => {
    const plain = stateDict(network);
    const renamed = changed(stateDict(network, 'linear'), (tensors) => {
      for (const [name, tensor] of Object.entries(tensors)) {
        tensors[`module.${name}`] = tensor;
        delete tensors[name];
      }
    });
    const a = loadTorchWeights(network, plain);
    const b = loadTorchWeights(network, renamed);
    expect(b.report.naming).toBe('linear');
    expect([...(b.weights['fc/kernel'] as tf.Tensor).dataSync()]).toEqual([
      ...(a.weights['fc/kernel'] as tf.Tensor).dataSync(),
    ]);
  });

  it('computes what PyTorch computes: a convolution and a dense layer after a flatten, by hand', async () => {
    const conv = build(
      {
        id: 'conv-net',
        blocks: [2],
        dense: [],
        normalization: null,
        poolSize: 1,
        poolStrides: 1,
        activation: 'linear',
      },
      [2, 3, 1],
      2,
    );
    const file = stateDict(conv);
    const { tensors } = decodeSafetensors(file);
    const read = (name: string) => new Float32Array((tensors[name] as StoredTensor).bytes.slice().buffer);
    const [kernel, bias] = [read('block1.conv1.weight'), read('block1.conv1.bias')];
    const [dense, denseBias] = [read('logits.weight'), read('logits.bias')];
    const image = [1, 2, 3, 4, 5, 6];
    const maps: number[] = [];
    for (let f = 0; f < 2; f++) {
      for (let i = 0; i < 2; i++) {
        for (let j = 0; j < 3; j++) {
          let sum = bias[f] ?? NaN;
          for (let a = -1; a <= 1; a++) {
            for (let b = -1; b <= 1; b++) {
              const inside = i + a >= 0 && i + a < 2 && j + b >= 0 && j + b < 3;
              if (inside)
                sum += (image[(i + a) * 3 + j + b] ?? NaN) * (kernel[f * 9 + (a + 1) * 3 + b + 1] ?? NaN);
            }
          }
          maps.push(sum);
        }
      }
    }
    const expected = [0, 1].map((unit) =>
      maps.reduce((sum, value, k) => sum + value * (dense[unit * 12 + k] ?? NaN), denseBias[unit] ?? NaN),
    );
    const { weights, state } = loadTorchWeights(conv, file);
    const { outputs } = applyNetwork(conv, {
      weights,
      state,
      input: tf.tensor4d(image, [1, 2, 3, 1]),
      training: false,
      rng: createRng(0),
    });
    (await outputs[0].data()).forEach((value, unit) => expect(value).toBeCloseTo(expected[unit] ?? NaN, 4));
  });

  it('takes half, double and brain floats', async () => {
    const values = [0, 1, -2, 0.5, 65504, 2 ** -24, 0.333251953125, -0.0999755859375, 3, -4];
    const half = [0, 0x3c00, 0xc000, 0x3800, 0x7bff, 1, 0x3555, 0xae66, 0x4200, 0xc400];
    const name = 'fc/bias';
    const load = async (tensor: StoredTensor) =>
      (
        loadTorchWeights(
          network,
          changed(stateDict(network), (all) => (all['fc.bias'] = tensor)),
        ).weights[name] as tf.Tensor
      ).data();
    const stored = (dtype: StoredTensor['dtype'], array: ArrayBufferView): StoredTensor => ({
      dtype,
      shape: [10],
      bytes: new Uint8Array(array.buffer),
    });
    expect([...(await load(stored('F16', Uint16Array.from(half))))]).toEqual(values);
    expect([...(await load(stored('F64', Float64Array.from(values))))]).toEqual(values.map(Math.fround));
    const brain = Uint16Array.from(
      values,
      (value) => new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16,
    );
    const loaded = await load(stored('BF16', brain));
    values.forEach((value, i) =>
      expect(Math.abs((loaded[i] ?? NaN) - value)).toBeLessThanOrEqual(Math.abs(value) / 128),
    );
    await expect(load(stored('I32', new Int32Array(10)))).rejects.toThrow('holds no floating-point numbers');
  });

  it('lists what is unknown, missing and misshapen, and takes the rest when asked', () => {
    const file = changed(stateDict(network), (tensors) => {
      tensors['extra.weight'] = storeFloats(new Float32Array(1), [1]);
      delete tensors['bn1.running_var'];
      tensors['fc.weight'] = storeFloats(new Float32Array(64 * 7), [7, 64]);
    });
    expect(() => loadTorchWeights(network, file)).toThrow(
      '1 unknown: extra.weight; 1 missing: bn1.running_var; 1 misshapen: fc.weight [7, 64] instead of [10, 64]',
    );
    const { weights, state, report } = loadTorchWeights(network, file, { partial: true });
    expect(report.misshapen).toEqual([{ name: 'fc.weight', received: [7, 64], expected: [10, 64] }]);
    expect(weights['fc/kernel']).toBeUndefined();
    expect(state['bn1/movingVariance']).toBeUndefined();
    expect(weights['conv1/kernel']?.shape).toEqual([3, 3, 3, 16]);
  });

  it('takes a dense layer for a 1×1 convolution and the other way round, and nothing else of that size', () => {
    const reshaped = (shape: number[]) =>
      changed(stateDict(network), (tensors) => {
        tensors['fc.weight'] = { ...(tensors['fc.weight'] as StoredTensor), shape };
      });
    expect(loadTorchWeights(network, reshaped([10, 64, 1, 1])).report.misshapen).toEqual([]);
    expect(() => loadTorchWeights(network, reshaped([64, 10]))).toThrow('fc.weight [64, 10]');
    expect(() => loadTorchWeights(network, reshaped([640]))).toThrow('fc.weight [640]');
  });

  it('refuses to write values that are not all there', async () => {
    const weights = initializeWeights(network, createRng(0));
    const { 'fc/bias': _, ...rest } = weights;
    const state = initializeState(network);
    await expect(saveTorchWeights(network, { weights: rest, state })).rejects.toThrow('lack "fc/bias"');
  });

  it('refuses a file that was cut off', () => {
    const file = stateDict(network);
    expect(() => loadTorchWeights(network, file.subarray(0, file.length - 4))).toThrow('bytes');
  });
});
