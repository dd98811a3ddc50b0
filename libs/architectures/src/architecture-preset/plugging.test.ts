import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, createRng, fullId, type PluginRefObject, type Registry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import {
  applyNetwork,
  compileNetwork,
  disposeTensors,
  initializeState,
  initializeWeights,
  valueAndGradients,
  type CompiledNetwork,
} from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { architecturePreset } from './architecture-preset.ts';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);
const ids = architecturePreset.map(({ id }) => id);

describe('every architecture', () => {
  it.each(ids)('%s takes any input size that fits and any number of classes', (id) => {
    const architecture = registry.create('architecture', { id });
    for (const [inputShape, numOutputs] of [
      [[96, 128, 3], 7],
      [[131, 107, 1], 2],
    ] as const) {
      const network = compileNetwork(architecture.build({ inputShape, numOutputs }), registry);
      expect(network.outputShape).toEqual([numOutputs]);
    }
  });

  it.each(ids)('%s takes a normalization, an activation and an initializer of one’s choice', (id) => {
    const architecture = registry.create('architecture', { id });
    const request = { inputShape: [96, 96, 3], numOutputs: 5 };
    const choice = {
      normalization: 'instance',
      activation: { id: 'elu', alpha: 0.5 },
      initializer: 'orthogonal',
    };
    const graph = architecture.build({ ...request, ...choice });
    const ops = graph.nodes.map(({ op }) => op);
    const used = (id_: string) => ops.some((op) => op.id === id_);
    expect(used('elu')).toBe(true);
    expect(used('relu') || used('tanh') || used('batch')).toBe(false);
    const kernels = ops.filter((op) => ['conv', 'dense', 'depthwise-conv', 'partial-conv'].includes(op.id));
    expect(kernels.length).toBeGreaterThan(1);
    expect(kernels.every((op) => op['kernelInitializer'] === 'orthogonal')).toBe(true);
    const without = architecture.build({ ...request, normalization: null });
    expect(without.nodes.some(({ op }) => op.kind === 'normalization' && op.id !== 'local-response')).toBe(
      false,
    );
    // Without a normalization, every convolution has a bias.
    const convs = without.nodes.filter(({ op }) => op.id === 'conv');
    expect(convs.every(({ op }) => op['useBias'] !== false)).toBe(true);
    compileNetwork(without, registry);
  });

  it.each(ids)('%s may say so in its configuration, and a request goes before it', (id) => {
    const own: PluginRefObject = { id, activation: 'elu', normalization: null };
    const architecture = registry.create('architecture', own);
    const request = { inputShape: [96, 96, 3], numOutputs: 5 };
    const has = (graph: ReturnType<typeof architecture.build>, op: string) =>
      graph.nodes.some((node) => fullId(node.op.id) === `convlab/${op}`);
    expect(has(architecture.build(request), 'elu')).toBe(true);
    const asked = architecture.build({ ...request, activation: 'silu', normalization: 'instance' });
    expect([has(asked, 'elu'), has(asked, 'silu'), has(asked, 'instance')]).toEqual([false, true, true]);
  });

  it.each(ids)('%s has dropout where it is asked for', (id) => {
    if (['convlab/conv-net', 'convlab/mlp'].includes(id)) return;
    const build = (dropoutRate: number) =>
      registry
        .create('architecture', { id, dropoutRate })
        .build({ inputShape: [96, 96, 3], numOutputs: 5 })
        .nodes.filter(({ op }) => op.id === 'dropout' && op['rate'] === dropoutRate).length;
    expect(build(0)).toBe(0);
    expect(build(0.25)).toBeGreaterThan(0);
  });
});

describe('depths that do not exist', () => {
  it('are refused with the nearest that do', () => {
    expect(() => registry.create('architecture', { id: 'cifar-resnet', depth: 21 })).toThrow('20 and 26');
    expect(() => registry.create('architecture', { id: 'densenet-cifar', depth: 101 })).toThrow(
      '100 and 106',
    );
  });
});

describe('GoogLeNet’s auxiliary classifiers', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  const build = (auxiliary: boolean): CompiledNetwork => {
    const ref = { id: 'googlenet', auxiliary, dropoutRate: 0, auxiliaryDropoutRate: 0 };
    const graph = registry.create('architecture', ref).build({ inputShape: [32, 32, 3], numOutputs: 4 });
    return compileNetwork(graph, registry);
  };

  it('send gradient into the early layers by 0.3 of their losses, and are absent in prediction', async () => {
    const [off, on] = [build(false), build(true)];
    const weights = initializeWeights(on, createRng(1));
    const state = initializeState(on);
    const input = tf.tensor4d(createRng(2).normal(4 * 32 * 32 * 3), [4, 32, 32, 3]);
    const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 3], 'int32'), 4);
    const of = (network: CompiledNetwork) => {
      const own = Object.fromEntries(network.weights.map(({ name }) => [name, weights[name] as tf.Tensor]));
      let losses: tf.Tensor[] = [];
      const { loss, gradients } = valueAndGradients((current) => {
        const { outputs } = applyNetwork(network, {
          weights: current,
          state,
          input,
          training: true,
          rng: createRng(0),
        });
        losses = outputs.map((output) =>
          tf.keep(tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(output as tf.Tensor2D)), 1)))),
        );
        return {
          loss: tf.addN(losses.map((each, i) => tf.mul(each, network.outputs[i]?.lossWeight ?? 1))),
        };
      }, own);
      return { loss, gradients, losses };
    };
    const [plain, aided] = [of(off), of(on)];
    const read = async (tensor: tf.Tensor | undefined) => (await tensor?.data())?.[0] ?? NaN;
    const parts = await Promise.all(aided.losses.map(read));
    expect(parts).toHaveLength(3);
    const [main = NaN, aux1 = NaN, aux2 = NaN] = parts;
    expect(await read(plain.loss)).toBeCloseTo(main, 4);
    expect(await read(aided.loss)).toBeCloseTo(main + 0.3 * aux1 + 0.3 * aux2, 4);

    const change = async (name: string) => {
      const [a, b] = [plain.gradients[name] as tf.Tensor, aided.gradients[name] as tf.Tensor];
      return read(tf.div(tf.norm(tf.sub(a, b)), tf.norm(a)));
    };
    // Below 4a both classifiers reach; between 4d and the top, none does.
    expect(await change('conv1.conv/kernel')).toBeGreaterThan(0.01);
    expect(await change('inception4a.branch1.conv/kernel')).toBeGreaterThan(0.01);
    expect(await change('inception5b.branch1.conv/kernel')).toBeLessThan(1e-4);
    expect(await change('fc/kernel')).toBeLessThan(1e-4);

    const predicted = applyNetwork(on, { weights, state, input, training: false, rng: createRng(0) });
    expect(predicted.outputs).toHaveLength(1);
    disposeTensors(weights);
  });
});
