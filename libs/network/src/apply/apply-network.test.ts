import { createRng, type NamedTensors } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../_testing/plugins.ts';
import { networkBuilder } from '../builder/network-builder.ts';
import { compileNetwork } from '../compile/compile-network.ts';
import { applyNetwork } from './apply-network.ts';
import { initializeState, initializeWeights } from './initialize.ts';
import { disposeTensors, valueAndGradients } from './value-and-gradients.ts';

const rng = createRng(3);

/* input → a → (noise) → count → (+ a) → out, with an auxiliary output that exists in training only */
function residualNetwork() {
  const b = networkBuilder([2]);
  const a = b.add('a', 'layer', { id: 'test/affine', units: 3 }, b.input);
  const n = b.add('noise', 'layer', 'test/noise', a);
  const c = b.add('count', 'normalization', 'test/counter', n);
  const s = b.add('sum', 'layer', 'test/sum', c, a);
  const out = b.add('out', 'layer', { id: 'test/affine', units: 2 }, s);
  const aux = b.add('aux', 'layer', { id: 'test/affine', units: 2 }, a);
  return compileNetwork(b.build(out, { node: aux.name, lossWeight: 0.3, trainingOnly: true }), registry);
}

describe('applyNetwork', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('cpu');
  });

  const network = residualNetwork();
  const run = (
    weights: NamedTensors,
    state: NamedTensors,
    training: boolean,
    step = 1,
    taps: string[] = [],
  ) => {
    const input = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    const result = applyNetwork(network, { weights, state, input, training, rng: rng.fold(step), taps });
    input.dispose();
    return result;
  };
  const withWeights = (check: (weights: NamedTensors, state: NamedTensors) => void): void =>
    tf.tidy(() => check(initializeWeights(network, rng), initializeState(network)));

  it('computes what the formula says', () => {
    withWeights((weights, state) => {
      const { outputs } = run(weights, state, false);
      const x = tf.tensor2d([
        [1, 2],
        [3, 4],
      ]);
      const a = x.matMul(weights['a/kernel'] as tf.Tensor2D).add(weights['a/bias'] as tf.Tensor);
      const expected = a
        .mul(2)
        .matMul(weights['out/kernel'] as tf.Tensor2D)
        .add(weights['out/bias'] as tf.Tensor);
      expect(outputs).toHaveLength(1);
      expect([...outputs[0].dataSync()]).toEqual([...expected.dataSync()]);
    });
  });

  it('has auxiliary outputs, new statistics and noise in training only', () => {
    withWeights((weights, state) => {
      const first = run(weights, state, true);
      expect(first.outputs).toHaveLength(2);
      expect(first.state['count/batches']?.dataSync()[0]).toBe(1);
      expect(state['count/batches']?.dataSync()[0]).toBe(0);
      const values = (step: number) => run(weights, state, true, step).outputs[0].dataSync().join();
      expect(values(1)).toBe(first.outputs[0].dataSync().join());
      expect(values(2)).not.toBe(values(1));
      expect(run(weights, state, false).state).toEqual({});
    });
  });

  it('taps intermediate results', () => {
    withWeights((weights, state) => {
      const { taps } = run(weights, state, false, 1, ['a', 'sum']);
      expect([...(taps['sum']?.dataSync() ?? [])]).toEqual([...(taps['a']?.mul(2).dataSync() ?? [])]);
    });
  });

  it('gives the same first values whatever else the network holds', () => {
    const b = networkBuilder([2]);
    const alone = compileNetwork(
      b.build(b.add('a', 'layer', { id: 'test/affine', units: 3 }, b.input)),
      registry,
    );
    tf.tidy(() => {
      const one = initializeWeights(alone, rng)['a/kernel']?.dataSync();
      expect(initializeWeights(network, rng)['a/kernel']?.dataSync()).toEqual(one);
    });
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const weights = initializeWeights(network, rng);
    const state = initializeState(network);
    for (const training of [true, false]) {
      const { outputs, state: next, taps } = run(weights, state, training, 1, ['a', 'noise']);
      [...outputs, ...Object.values(next)].forEach((tensor) => tensor.dispose());
      disposeTensors(taps);
    }
    disposeTensors(weights);
    disposeTensors(state);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('differentiates through every path, agreeing with finite differences', () => {
    const before = tf.memory().numTensors;
    const weights = initializeWeights(network, rng);
    const state = initializeState(network);
    const loss = (all: NamedTensors) => {
      const { outputs, state: next } = run(all, state, true);
      return {
        loss: tf.tidy(() => tf.add(tf.mean(tf.square(outputs[0])), tf.mean(outputs[1] as tf.Tensor))),
        extras: next,
      };
    };
    const result = valueAndGradients(loss, weights);
    expect(Object.keys(result.gradients)).toEqual(network.weights.map(({ name }) => name));
    expect(result.extras['count/batches']?.dataSync()[0]).toBe(1);
    for (const { name } of network.weights) {
      const original = weights[name] as tf.Tensor;
      const values = original.dataSync();
      const at = (delta: number) =>
        tf.tidy(() => {
          const moved = Float32Array.from(values, (v, i) => (i === 0 ? v + delta : v));
          return loss({ ...weights, [name]: tf.tensor(moved, original.shape) }).loss.dataSync()[0] as number;
        });
      const numeric = (at(1e-2) - at(-1e-2)) / 2e-2;
      expect(result.gradients[name]?.dataSync()[0]).toBeCloseTo(numeric, 2);
    }
    disposeTensors({ ...weights, ...state });
    disposeTensors(result.gradients);
    disposeTensors(result.extras);
    result.loss.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
