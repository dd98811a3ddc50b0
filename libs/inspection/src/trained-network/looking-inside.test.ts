import { createRng } from '@convlab/core';
import { mapTensors } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../_testing/network.ts';
import { featureMaps } from '../feature-maps/feature-maps.ts';
import { filtersOf } from '../filters/filters.ts';
import { gradCam } from '../grad-cam/grad-cam.ts';
import { activationStatistics, updateStatistics, zeroShares } from '../layer-statistics/layer-statistics.ts';
import { occlusionMap } from '../occlusion/occlusion.ts';
import { saliencyMap } from '../saliency/saliency.ts';
import { infer } from './trained-network.ts';

const trained = smallNetwork();
const image = tf.tensor4d(createRng(2).normal(8 * 8 * 2), [1, 8, 8, 2]);
const pixels = image.dataSync();
const outputOf = (values: ArrayLike<number>, output: number): number =>
  tf.tidy(
    () => infer(trained, tf.tensor4d(Float32Array.from(values), [1, 8, 8, 2])).dataSync()[output] ?? NaN,
  );

async function leaks(run: () => Promise<unknown>): Promise<number> {
  await run();
  const before = tf.memory().numTensors;
  await run();
  return tf.memory().numTensors - before;
}

describe('filters and feature maps', () => {
  it('gives each filter as a picture', async () => {
    const bank = await filtersOf(trained.network, trained.weights, 'conv');
    expect(bank).toMatchObject({ height: 3, width: 3, channels: 2, numFilters: 4 });
    const kernel = await (trained.weights['conv/kernel'] as tf.Tensor).array();
    const third = (kernel as number[][][][]).flat(2).map((byFilter) => byFilter[2]);
    expect([...(bank.filters[2] ?? [])]).toEqual(third);
    expect(bank.range[0]).toBe(Math.min(...bank.filters.flatMap((filter) => [...filter])));
    await expect(filtersOf(trained.network, trained.weights, 'logits')).rejects.toThrow('no filters');
  });

  it('gives any node’s output', async () => {
    const [relu, logits] = await featureMaps(trained, image, ['relu', 'logits']);
    expect([relu?.shape, logits?.shape]).toEqual([[8, 8, 4], [3]]);
    expect(Math.min(...(relu?.values ?? [-1]))).toBe(0);
    [0, 1, 2].forEach((i) => expect(logits?.values[i]).toBeCloseTo(outputOf(pixels, i), 5));
    await expect(featureMaps(trained, image, ['nowhere'])).rejects.toThrow('no node called "nowhere"');
    expect(await leaks(() => featureMaps(trained, image, ['relu', 'logits']))).toBe(0);
  });
});

describe('saliency', () => {
  it('is the gradient by each pixel: finite differences agree', async () => {
    const map = await saliencyMap(trained, image, 1);
    for (const pixel of [0, 9, 27, 63]) {
      const slopes = [0, 1].map((channel) => {
        const moved = (by: number) =>
          Float32Array.from(pixels, (v, i) => v + (i === pixel * 2 + channel ? by : 0));
        return Math.abs(outputOf(moved(1e-2), 1) - outputOf(moved(-1e-2), 1)) / 2e-2;
      });
      expect(map.values[pixel]).toBeCloseTo(Math.max(...slopes), 2);
    }
    expect(await leaks(() => saliencyMap(trained, image, 1))).toBe(0);
  });

  it('refuses an output that does not exist and more than one image', async () => {
    await expect(saliencyMap(trained, image, 3)).rejects.toThrow('from 0 to 2');
    await expect(saliencyMap(trained, tf.zeros([2, 8, 8, 2]), 0)).rejects.toThrow('one image');
  });
});

describe('occlusion', () => {
  it('is the loss of output when a square is covered', async () => {
    const map = await occlusionMap(trained, image, 2, { size: 3, strides: 3, value: 0.5, batchSize: 4 });
    expect([map.height, map.width]).toEqual([3, 3]);
    const covered = Float32Array.from(pixels, (value, i) => {
      const [y, x] = [Math.floor(i / 16), Math.floor(i / 2) % 8];
      return y >= 3 && y < 6 && x >= 6 ? 0.5 : value;
    });
    expect(map.values[5]).toBeCloseTo(outputOf(pixels, 2) - outputOf(covered, 2), 5);
    expect(await leaks(() => occlusionMap(trained, image, 2, { size: 4 }))).toBe(0);
    await expect(occlusionMap(trained, image, 2, { size: 0 })).rejects.toThrow('whole numbers');
  });

  it('tells how far it is, and ends when it is told to', async () => {
    const shares: number[] = [];
    const options = { size: 4, batchSize: 3, onProgress: (share: number) => void shares.push(share) };
    await occlusionMap(trained, image, 0, options);
    expect(shares).toEqual([0.75, 1]);
    const refused = { ...options, onProgress: () => Promise.reject(new Error('enough')) };
    await expect(occlusionMap(trained, image, 0, refused)).rejects.toThrow('enough');
  });

  it('is zero where the network looks away', async () => {
    const weights = mapTensors(trained.weights, (value, name) =>
      name === 'logits/kernel' ? tf.zerosLike(value) : value,
    );
    const map = await occlusionMap({ ...trained, weights }, image, 0, { size: 4 });
    expect([...map.values]).toEqual([0, 0, 0, 0]);
  });
});

describe('Grad-CAM', () => {
  it('weighs the maps by the mean gradient, which a linear head gives in closed form', async () => {
    const map = await gradCam(trained, image, 1, 'relu');
    const [relu] = await featureMaps(trained, image, ['relu']);
    const head = (await (trained.weights['logits/kernel'] as tf.Tensor).array()) as number[][];
    // d logit / d relu[y, x, c] = head[pooled position, c] / 4; its mean over the image is the mean of head / 4.
    const importance = [0, 1, 2, 3].map(
      (c) => head.filter((_, i) => i % 4 === c).reduce((sum, row) => sum + (row[1] ?? NaN), 0) / 16 / 4,
    );
    map.values.forEach((value, position) => {
      const sum = importance.reduce((so, w, c) => so + w * (relu?.values[position * 4 + c] ?? NaN), 0);
      expect(value).toBeCloseTo(Math.max(0, sum), 5);
    });
    expect(await leaks(() => gradCam(trained, image, 1))).toBe(0);
  });

  it('asks the last feature map when none is named, and refuses vectors', async () => {
    const map = await gradCam(trained, image, 0);
    expect([map.height, map.width]).toEqual([4, 4]);
    await expect(gradCam(trained, image, 0, 'logits')).rejects.toThrow('feature maps');
  });
});

describe('statistics', () => {
  it('finds dead units: channels whose offset is far below zero', async () => {
    const weights = mapTensors(trained.weights, (value, name) =>
      name === 'norm/beta' ? tf.tensor1d([0, -100, 0, -100]) : value,
    );
    const batch = tf.tensor4d(createRng(5).normal(6 * 8 * 8 * 2), [6, 8, 8, 2]);
    const [relu] = await activationStatistics({ ...trained, weights }, batch);
    expect(relu).toMatchObject({ node: 'relu', deadFraction: 0.5 });
    expect(relu?.zeroFraction).toBeGreaterThan(0.5);
    const values = (await featureMaps({ ...trained, weights }, batch.slice([0], [1]), ['relu']))[0]?.values;
    const [one] = await activationStatistics({ ...trained, weights }, batch.slice([0], [1]));
    const mean = [...(values ?? [])].reduce((sum, v) => sum + v, 0) / 256;
    expect(one?.mean).toBeCloseTo(mean, 5);
    expect(await leaks(() => activationStatistics(trained, batch.clone(), ['relu', 'logits']))).toBe(1);
  });

  it('gives norms and their ratio by weight', async () => {
    const tensors = (values: number[]) => ({ a: tf.tensor1d(values), b: tf.tensor1d([0, 0]) });
    const rows = await updateStatistics(tensors([3, 4]), tensors([6, 8]), tensors([0.03, 0.04]));
    expect(rows[0]).toMatchObject({ name: 'a', weightNorm: 5, gradientNorm: 10 });
    expect(rows[0]?.updateRatio).toBeCloseTo(0.01, 6);
    expect(rows[1]?.updateRatio).toBeNull();
  });

  it('gives the share of exact zeros by weight', async () => {
    const weights = { a: tf.tensor2d([0, 1e-30, -0, 2], [2, 2]), b: tf.tensor1d([1]) };
    expect(await zeroShares(weights)).toEqual({ a: 0.5, b: 0 });
    expect(await leaks(() => zeroShares(weights))).toBe(0);
    expect(await zeroShares({})).toEqual({});
  });
});
