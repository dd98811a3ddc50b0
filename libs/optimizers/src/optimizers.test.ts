import { createRegistry, type NamedTensors, type OptimizerState } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizerPreset } from './optimizer-preset/optimizer-preset.ts';

const registry = createRegistry().use(...optimizerPreset);
const time = (step: number, totalSteps = 20, stepsPerEpoch = 5) => ({ step, totalSteps, stepsPerEpoch });
beforeAll(() => tf.setBackend('cpu'));

/** One-weight training on f(w) = w² / 2, whose gradient is w; returns the weight after each step. */
async function descend(
  ref: Parameters<typeof registry.create<'optimizer'>>[1],
  start: number,
  steps: number,
) {
  const optimizer = registry.create('optimizer', ref);
  let weights: NamedTensors = { 'a/kernel': tf.tensor1d([start]) };
  let state: OptimizerState = optimizer.init(weights);
  const values: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const w = weights['a/kernel'] as tf.Tensor;
    const result = optimizer.update({ 'a/kernel': w }, state, { weights, step, time: time(step) });
    weights = { 'a/kernel': tf.add(w, result.updates['a/kernel'] as tf.Tensor) };
    state = result.state;
    values.push((await (weights['a/kernel'] as tf.Tensor).data())[0] as number);
  }
  return values;
}

describe('optimizers', () => {
  it('sgd follows its formula with and without momentum', async () => {
    const plain = await descend({ id: 'sgd', learningRate: 0.1 }, 1, 3);
    [0.9, 0.81, 0.729].forEach((value, i) => expect(plain[i]).toBeCloseTo(value, 6));
    const heavy = await descend({ id: 'momentum', learningRate: 0.1, momentum: 0.5 }, 1, 2);
    // v1 = 1, w1 = 0.9; v2 = 0.5 + 0.9 = 1.4, w2 = 0.76
    [0.9, 0.76].forEach((value, i) => expect(heavy[i]).toBeCloseTo(value, 6));
  });

  it('takes a schedule wherever a learning rate is', async () => {
    const optimizer = registry.create('optimizer', {
      id: 'sgd',
      learningRate: { id: 'step', initial: 1, stepSize: 1, gamma: 0.5 },
    });
    expect([1, 5, 6, 11].map((step) => optimizer.learningRate(time(step)))).toEqual([1, 1, 0.5, 0.25]);
    const values = await descend(
      { id: 'sgd', learningRate: { id: 'step', initial: 0.5, unit: 'steps', stepSize: 1, gamma: 0.5 } },
      1,
      2,
    );
    [0.5, 0.375].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
  });

  it('refuses a schedule that does not exist, at its path', () => {
    const parsed = registry.parse('optimizer', { id: 'adam', learningRate: { id: 'cosnie' } });
    expect(parsed.ok ? '' : parsed.issues[0]).toMatchObject({
      path: ['learningRate'],
      code: 'E_PLUGIN_UNKNOWN',
    });
  });

  it('clips, accumulates and freezes', async () => {
    expect((await descend({ id: 'sgd', learningRate: 0.1, clipValue: 2 }, 10, 1))[0]).toBeCloseTo(9.8, 6);
    expect((await descend({ id: 'sgd', learningRate: 0.1, clipNorm: 2 }, 10, 1))[0]).toBeCloseTo(9.8, 6);
    expect((await descend({ id: 'sgd', learningRate: 0.1, globalClipNorm: 20 }, 10, 1))[0]).toBeCloseTo(9, 6);
    const every = await descend({ id: 'sgd', learningRate: 0.1, accumulateSteps: 2 }, 1, 4);
    [1, 0.9, 0.9, 0.81].forEach((value, i) => expect(every[i]).toBeCloseTo(value, 6));
    const frozen = { id: 'adamw', groups: [{ weights: 'a/*', factor: 0 }] } as const;
    expect(await descend(frozen, 1, 3)).toEqual([1, 1, 1]);
    expect(
      (await descend({ id: 'sgd', learningRate: 0.1, groups: [{ weights: 'b/*', factor: 0 }] }, 1, 1))[0],
    ).toBeCloseTo(0.9, 6);
  });

  it('centered RMSprop gives no NaN for equal small gradients', async () => {
    const values = await descend({ id: 'rmsprop', centered: true, learningRate: 1e-9 }, 1e-4, 50);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('AdamW decays kernels and leaves biases alone', () => {
    const optimizer = registry.create('optimizer', { id: 'adamw', learningRate: 0.1, weightDecay: 0.5 });
    const weights = { kernel: tf.tensor1d([2]), bias: tf.tensor1d([2]) };
    const none = { kernel: tf.tensor1d([0]), bias: tf.tensor1d([0]) };
    const { updates } = optimizer.update(none, optimizer.init(weights), {
      weights,
      roles: { kernel: 'kernel', bias: 'bias' },
      step: 1,
      time: time(1),
    });
    expect((updates['kernel'] as tf.Tensor).dataSync()[0]).toBeCloseTo(-0.1, 6);
    expect((updates['bias'] as tf.Tensor).dataSync()[0]).toBeCloseTo(0, 6);
  });
});

it('AdamW without decay is Adam', async () => {
  const adam = await descend({ id: 'adam', learningRate: 0.1 }, 1, 10);
  expect(await descend({ id: 'adamw', learningRate: 0.1, weightDecay: 0 }, 1, 10)).toEqual(adam);
});

describe('schedules', () => {
  it('cosine restarts, each cycle longer by its factor', () => {
    const cosine = registry.create('schedule', {
      id: 'cosine',
      initial: 1,
      period: 2,
      periodFactor: 2,
      unit: 'steps',
    });
    const values = [1, 2, 3, 5, 6, 7].map((step) => cosine.valueAt(time(step)));
    [1, 0.5, 1, 0.5, 0.1464466, 1].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
  });

  it('warms up, then gives the rest of the training to the next schedule', () => {
    const warm = registry.create('schedule', {
      id: 'linear-warm-up',
      duration: 2,
      startFactor: 0,
      then: { id: 'cosine', initial: 1 },
    });
    expect(warm.valueAt(time(1))).toBe(0);
    expect(warm.valueAt(time(6))).toBeCloseTo(0.5, 9);
    expect(warm.valueAt(time(11))).toBe(1);
    expect(warm.valueAt(time(16))).toBeCloseTo(0.5, 9);
  });

  it('reduces on a plateau, and remembers through a checkpoint', () => {
    const make = () =>
      registry.create('schedule', { id: 'reduce-on-plateau', initial: 1, patience: 1, factor: 0.5 });
    const schedule = make();
    const watch = (loss: number) => schedule.observe?.({ 'validation/loss': loss });
    watch(1);
    watch(0.9);
    watch(0.9);
    expect(schedule.valueAt(time(1))).toBe(1);
    const saved: unknown = JSON.parse(JSON.stringify(schedule.observed?.save()));
    watch(0.95);
    expect(schedule.valueAt(time(1))).toBe(0.5);
    const restored = make();
    restored.observed?.load(saved);
    restored.observe?.({ 'validation/loss': 0.95 });
    expect(restored.valueAt(time(1))).toBe(0.5);
    expect(() => schedule.observe?.({ 'train/loss': 1 })).toThrow('one of train/loss');
    expect(() => restored.observed?.load({})).toThrow('cannot be read');
  });
});
