import { createRegistry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizerPreset } from '../optimizer-preset/optimizer-preset.ts';
import { toTfOptimizer } from './to-tf-optimizer.ts';

const registry = createRegistry().use(...optimizerPreset);
beforeAll(() => tf.setBackend('cpu'));

/** One dense layer without activation, with fixed first weights; returns the kernel after some epochs of full batches. */
async function fit(optimizer: tf.Optimizer, epochs: number): Promise<Float32Array> {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  model.setWeights([tf.tensor2d([[0.5], [-0.3]]), tf.tensor1d([0.1])]);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const [x, y] = [
    tf.tensor2d([
      [1, 2],
      [3, -1],
      [0, 1],
    ]),
    tf.tensor2d([[1], [0], [2]]),
  ];
  await model.fit(x, y, { epochs, batchSize: 3, shuffle: false, verbose: 0 });
  return model.getWeights()[0]?.data<'float32'>() ?? new Float32Array();
}

describe('toTfOptimizer', () => {
  it('takes the steps of tfjs’s own momentum optimizer in model.fit', async () => {
    const ours = await fit(
      toTfOptimizer(registry.create('optimizer', { id: 'momentum', learningRate: 0.05 })),
      5,
    );
    const theirs = await fit(tf.train.momentum(0.05, 0.9), 5);
    ours.forEach((value, i) => expect(value).toBeCloseTo(theirs[i] as number, 5));
  });

  it('keeps the number of tensors flat, and frees its state', () => {
    const optimizer = toTfOptimizer(registry.create('optimizer', 'adam'));
    const before = tf.memory().numTensors;
    const w = tf.variable(tf.tensor1d([1, 2]));
    const step = () => optimizer.minimize(() => tf.sum<tf.Scalar>(tf.square(w)));
    step();
    const primed = tf.memory().numTensors;
    for (let i = 0; i < 10; i++) step();
    expect(tf.memory().numTensors).toBe(primed);
    optimizer.dispose();
    w.dispose();
    expect(tf.memory().numTensors).toBe(before + 1); // the tensor that the variable copied
  });

  it('trains a part of the variables, then all, without mixing their state up', () => {
    const optimizer = toTfOptimizer(registry.create('optimizer', { id: 'adam', learningRate: 0.1 }));
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.tensor1d([1, 1]))];
    const loss = () => tf.add<tf.Scalar>(tf.square(a), tf.sum(tf.square(b)));
    optimizer.minimize(loss, false, [b]);
    expect(a.dataSync()[0]).toBe(1);
    optimizer.minimize(loss);
    expect(a.dataSync()[0]).toBeCloseTo(0.9, 5);
  });
});
