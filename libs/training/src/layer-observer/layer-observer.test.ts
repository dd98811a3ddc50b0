import { useConvlabBackend } from '@convlab/backend';
import { decodeSafetensors, readFloats, type StoredTensor } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { blobSetup } from '../_testing/setup.ts';
import type { LayersEvent } from '../events/run-event.ts';
import { train } from '../train/train.ts';
import type { TrainingSetup } from '../train/training-setup.ts';
import { LayerObserver } from './layer-observer.ts';

async function observed(setup: TrainingSetup) {
  const layers: LayersEvent[] = [];
  const models: Uint8Array[] = [];
  const result = await train(setup, {
    observeLayers: true,
    listener: {
      epoch: async (_event, files, { layers: seen }) => {
        models.push(await files.model());
        if (seen !== undefined) layers.push(seen);
      },
    },
  });
  return { ...result, layers, models };
}

/** Weights of one layer as plain numbers, all together. */
function numbersOf(model: Uint8Array, layer: string): number[] {
  return Object.entries(decodeSafetensors(model).tensors)
    .filter(([name]) => name.startsWith(`weights/${layer}/`))
    .flatMap(([name, tensor]) => [...readFloats(tensor, name)]);
}

const norm = (values: readonly number[]) => Math.hypot(...values);

describe('LayerObserver', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  it('measures the very update that leads from one model to the next', async () => {
    const rate = 0.05;
    // One update an epoch, and every 128th looked at: the models around it are both at hand.
    const setup = blobSetup(
      { epochs: 128, batchSize: 'full' },
      { optimizer: { id: 'sgd', learningRate: rate, momentum: 0 } },
    );
    const { layers, models } = await observed(setup);
    expect(layers.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 1],
      [128, 128],
    ]);
    for (const layer of ['fc', 'norm']) {
      const before = numbersOf(models[126] as Uint8Array, layer);
      const after = numbersOf(models[127] as Uint8Array, layer);
      const moved = norm(after.map((value, i) => value - (before[i] as number)));
      const row = layers[1]?.layers.find((each) => each.layer === layer);
      expect(row?.weightNorm).toBeCloseTo(norm(before), 4);
      expect(row?.updateRatio).toBeCloseTo(moved / norm(before), 4);
      // Plain gradient descent: Δw = −rate · g.
      expect(row?.gradientNorm).toBeCloseTo(moved / rate, 3);
    }
  });

  it('counts every weight, and the gradient that led to it', async () => {
    const rate = 0.05;
    const setup = blobSetup(
      { epochs: 128, batchSize: 'full' },
      { optimizer: { id: 'sgd', learningRate: rate, momentum: 0 } },
    );
    const { layers, models } = await observed(setup);
    const kernel = (model: Uint8Array | undefined) => [
      ...readFloats(
        decodeSafetensors(model as Uint8Array).tensors['weights/fc/kernel'] as StoredTensor,
        'fc',
      ),
    ];
    const [before, after] = [kernel(models[126]), kernel(models[127])];
    const gradient = after.map((value, i) => ((before[i] as number) - value) / rate);
    const seen = layers[1]?.histograms?.find(({ layer }) => layer === 'fc');
    expect(seen?.weights.counts.reduce((sum, n) => sum + n, 0)).toBe(after.length);
    expect([seen?.weights.low, seen?.weights.high]).toEqual([Math.min(...after), Math.max(...after)]);
    expect(seen?.gradients?.low).toBeCloseTo(Math.min(...gradient), 4);
    expect(seen?.gradients?.high).toBeCloseTo(Math.max(...gradient), 4);
    expect(layers[1]?.histograms?.map(({ layer }) => layer)).toEqual(['fc', 'norm', 'logits']);
  });

  it.each([30, 50, 400])('keeps at most forty distributions, spread over %i epochs', (epochs) => {
    const observer = new LayerObserver(blobSetup({ epochs }), new Int32Array(4), 128);
    const all = Array.from({ length: epochs }, (_, i) => i + 1);
    const kept = all.filter((epoch) => observer.keepsSnapshot(epoch));
    expect([kept[0], kept.at(-1)]).toEqual([1, epochs]);
    expect(kept.length).toBeLessThanOrEqual(40);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(epochs, 39));
    const steps = kept.slice(1).map((epoch, i) => epoch - (kept[i] as number));
    expect(Math.max(...steps)).toBeLessThanOrEqual(Math.ceil(epochs / 39));
  });

  it('gives activations what weights have not, and the other way round', async () => {
    const { layers } = await observed(blobSetup({ epochs: 1 }));
    const [event] = layers;
    expect(event?.layers.map(({ layer }) => layer)).toEqual(['fc', 'norm', 'relu', 'logits']);
    const relu = event?.layers.find(({ layer }) => layer === 'relu');
    expect(relu).toMatchObject({
      weightNorm: null,
      gradientNorm: null,
      updateRatio: null,
      weightZeroShare: null,
    });
    expect(relu?.zeroShare).toBeGreaterThan(0);
    expect(relu?.deadShare).toBeLessThanOrEqual(relu?.zeroShare as number);
    expect(event?.layers[0]).toMatchObject({ activationMean: null, deadShare: null });
  });

  it('reports the sparsity that an L1 penalty makes', async () => {
    const regularizers = [{ id: 'l1', strength: 0.5 }];
    const { layers, models } = await observed(
      blobSetup({ epochs: 1 }, { regularizers, optimizer: { id: 'sgd', learningRate: 0.1 } }),
    );
    const kernel = decodeSafetensors(models[0] as Uint8Array).tensors['weights/fc/kernel'] as StoredTensor;
    const values = readFloats(kernel, 'fc/kernel');
    const zeros = values.filter((value) => value === 0).length;
    expect(zeros).toBeGreaterThan(0);
    expect(zeros).toBeLessThan(values.length);
    const share = (name: string) => layers[0]?.layers.find(({ layer }) => layer === name)?.weightZeroShare;
    expect(share('fc')).toBeCloseTo(zeros / values.length, 4);
    expect(share('norm')).toBeNull();
    const plain = await observed(blobSetup({ epochs: 1 }));
    expect(plain.layers[0]?.layers[0]?.weightZeroShare).toBe(0);
  });

  it('changes no number of the training and keeps no tensor', async () => {
    const plain = await train(blobSetup({ epochs: 3 }));
    const { numTensors } = tf.memory();
    const seen = await observed(blobSetup({ epochs: 3 }));
    expect(seen.history).toEqual(plain.history);
    expect(seen.model).toEqual(plain.model);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it.each([
    { stepsPerEpoch: 1, epochs: 200, due: [1, 128] },
    { stepsPerEpoch: 40, epochs: 10, due: [1, 4, 7, 10] },
    { stepsPerEpoch: 500, epochs: 3, due: [1, 2, 3] },
  ])('looks at most once in 128 updates: $stepsPerEpoch an epoch', ({ stepsPerEpoch, epochs, due }) => {
    const observer = new LayerObserver(blobSetup(), new Int32Array(4), stepsPerEpoch);
    const all = Array.from({ length: epochs }, (_, i) => i + 1);
    expect(all.filter((epoch) => observer.isDue(epoch))).toEqual(due);
  });
});
