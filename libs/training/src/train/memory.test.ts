import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { blobSetup } from '../_testing/setup.ts';
import { train } from './train.ts';

const MEGABYTE = 2 ** 20;

setFlagsFromString('--expose-gc');
// Resident memory says something only after garbage was collected; the engine would do so when it pleases.
const collectGarbage = runInNewContext('gc') as () => void;

it('keeps tensors and memory flat over 10,000 updates', async () => {
  await useConvlabBackend();
  const samples: { tensors: number; heap: number; resident: number }[] = [];
  const setup = blobSetup({ batchSize: 8, epochs: 1112 });
  expect(setup.split.train).toHaveLength(72); // 9 updates an epoch, 10,008 in all
  await train(setup, {
    listener: {
      epoch: ({ epoch }) => {
        if (epoch % 139 !== 0) return Promise.resolve();
        collectGarbage();
        const { heapUsed, rss } = process.memoryUsage();
        samples.push({ tensors: tf.memory().numTensors, heap: heapUsed, resident: rss });
        return Promise.resolve();
      },
    },
  });
  expect(samples).toHaveLength(8);
  expect(new Set(samples.map(({ tensors }) => tensors)).size).toBe(1);
  const growth = (field: 'heap' | 'resident') => (samples[7]?.[field] ?? 0) - (samples[1]?.[field] ?? 0);
  // One leaked object an update would be megabytes: 7,500 updates lie between the two samples.
  expect(growth('heap')).toBeLessThan(2 * MEGABYTE);
  expect(growth('resident')).toBeLessThan(32 * MEGABYTE);
}, 180_000);
