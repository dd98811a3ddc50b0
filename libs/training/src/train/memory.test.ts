import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { blobSetup } from '../_testing/setup.ts';
import { train } from './train.ts';

const MEGABYTE = 2 ** 20;

it('keeps tensors and memory flat over 10,000 updates', async () => {
  await useConvlabBackend();
  const samples: { tensors: number; resident: number }[] = [];
  const setup = blobSetup({ batchSize: 8, epochs: 1112 });
  await train(setup, {
    listener: {
      epoch: ({ epoch }) => {
        if (epoch % 139 === 0)
          samples.push({ tensors: tf.memory().numTensors, resident: process.memoryUsage().rss });
        return Promise.resolve();
      },
    },
  });
  expect(setup.split.train.length / 8).toBe(9); // 9 updates an epoch, 10,008 in all
  expect(samples).toHaveLength(8);
  expect(new Set(samples.map(({ tensors }) => tensors)).size).toBe(1);
  // The first quarter warms up the engine's own caches; after it, memory must not grow with the number of updates.
  const growth = Math.max(...samples.slice(4).map(({ resident }) => resident)) - (samples[1]?.resident ?? 0);
  expect(growth).toBeLessThan(48 * MEGABYTE);
}, 180_000);
