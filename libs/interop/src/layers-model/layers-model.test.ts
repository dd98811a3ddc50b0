import { architecturePreset } from '@convlab/architectures';
import { createRegistry, createRng, numElements, type PluginRefObject, type Registry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import {
  applyNetwork,
  compileNetwork,
  initializeState,
  initializeWeights,
  mapTensors,
  networkBuilder,
  type CompiledNetwork,
} from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { readLayersModel, type ReadLayersModel } from './read-layers-model.ts';
import { writeLayersModel } from './write-layers-model.ts';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

function build(ref: PluginRefObject, inputShape: readonly number[]) {
  const graph = registry.create('architecture', ref).build({ inputShape, numOutputs: 4 });
  const network = compileNetwork(graph, registry);
  const shifted = (value: tf.Tensor, name: string): tf.Tensor =>
    value.rank > 1
      ? value
      : tf.add(value, tf.tensor(createRng(3).fold(name).uniform(value.size, 0, 0.2), value.shape));
  const weights = mapTensors(initializeWeights(network, createRng(1)), shifted);
  const state = mapTensors(initializeState(network), shifted);
  return { network, weights, state };
}

const predict = (
  network: CompiledNetwork,
  { weights, state }: Omit<ReadLayersModel, 'graph'>,
  input: tf.Tensor,
): tf.Tensor =>
  applyNetwork(network, { weights, state, input, training: false, rng: createRng(0) }).outputs[0];

async function expectClose(a: tf.Tensor, b: tf.Tensor): Promise<void> {
  expect(a.shape).toEqual(b.shape);
  expect((await tf.max(tf.abs(tf.sub(a, b))).data())[0]).toBeLessThan(1e-4);
}

const cases: readonly (readonly [PluginRefObject, readonly number[]])[] = [
  [{ id: 'mlp' }, [6]],
  [{ id: 'conv-net', activation: { id: 'leaky-relu', negativeSlope: 0.2 } }, [8, 8, 2]],
  [{ id: 'lenet-5' }, [28, 28, 1]],
  [{ id: 'cifar-resnet', depth: 8, shortcut: 'B' }, [9, 8, 3]],
  [{ id: 'cifar-plain', depth: 8 }, [8, 8, 3]],
  [{ id: 'resnet-18', activation: 'relu' }, [16, 16, 3]],
  [{ id: 'xception', variant: 'keras', normalization: { id: 'batch', scale: false } }, [20, 20, 3]],
];

describe('LayersModel', () => {
  it.each(cases)(
    '%j loaded by TensorFlow.js gives the same outputs, and so does reading it back',
    async (ref, shape) => {
      const { network, weights, state } = build(ref, shape);
      const input = tf.tensor(createRng(2).normal(2 * numElements(shape)), [2, ...shape]);
      const expected = predict(network, { weights, state }, input);
      const artifacts = await writeLayersModel(network, { weights, state, registry });
      const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      await expectClose(model.predict(input) as tf.Tensor, expected);
      const again = readLayersModel(artifacts);
      await expectClose(predict(compileNetwork(again.graph, registry), again, input), expected);
      model.dispose();
    },
  );

  it('made by TensorFlow.js itself is read: sequential, with activations inside the layers', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [10, 9, 2],
          filters: 3,
          kernelSize: 3,
          strides: 2,
          activation: 'relu',
          padding: 'same',
          biasInitializer: 'randomNormal',
        }),
        tf.layers.batchNormalization({
          movingMeanInitializer: 'randomNormal',
          betaInitializer: 'randomNormal',
        }),
        tf.layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2, activation: 'elu' }),
        tf.layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same' }),
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 4, activation: 'softmax' }),
      ],
    });
    let artifacts: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (saved) => {
        artifacts = saved;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    if (artifacts === undefined) throw new Error('nothing was saved');
    const read = readLayersModel(artifacts);
    const input = tf.tensor(createRng(2).normal(2 * 180), [2, 10, 9, 2]);
    const output = predict(compileNetwork(read.graph, registry), read, input);
    await expectClose(output, model.predict(input) as tf.Tensor);
  });

  it('refuses what the other side lacks, by name', async () => {
    const b = networkBuilder([6, 6, 4]);
    const conv = b.add('grouped', 'layer', { id: 'conv', filters: 4, groups: 2 }, b.input);
    const network = compileNetwork(b.build(b.add('flat', 'layer', 'flatten', conv)), registry);
    const weights = initializeWeights(network, createRng(1));
    await expect(writeLayersModel(network, { weights, state: {}, registry })).rejects.toThrow(
      'Node "grouped" (Convolution) cannot be written as a LayersModel: its layers ignore groups',
    );
    const layer = (className: string, config: object) => ({
      modelTopology: {
        class_name: 'Sequential',
        config: [
          { class_name: className, config: { name: 'odd', batch_input_shape: [null, 4, 4, 1], ...config } },
        ],
      },
    });
    expect(() => readLayersModel(layer('GRU', {}))).toThrow('Layer "odd", of class GRU, has no counterpart');
    expect(() => readLayersModel(layer('Conv2D', { data_format: 'channels_first' }))).toThrow(
      'channels first',
    );
    expect(() => readLayersModel(layer('Dense', { units: 1, activation: 'mish' }))).toThrow('"mish"');
    expect(() => readLayersModel({ modelTopology: {} })).toThrow('configuration is not an object');
  });

  it('refuses a weight file that was cut off', async () => {
    const { network, weights, state } = build({ id: 'mlp' }, [6]);
    const artifacts = await writeLayersModel(network, { weights, state, registry });
    const weightData = (artifacts.weightData as ArrayBuffer).slice(0, 100);
    expect(() => readLayersModel({ ...artifacts, weightData })).toThrow('but 100 are there');
  });
});
