import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGolden, type Golden } from './golden.ts';
import { seededUniform } from './seeded.ts';
import { holds, verifyGolden } from './verify-golden.ts';

const read = (name: string): Promise<Golden> =>
  readGolden(new URL(`../fixtures/${name}.json`, import.meta.url).pathname);

describe('architectures against PyTorch', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  it.each(['lenet5', 'resnet20_cifar', 'plain20_cifar'])('%s', async (name) => {
    const before = tf.memory().numTensors;
    const checks = await verifyGolden(await read(name));
    expect(checks.filter((check) => !holds(check))).toEqual([]);
    expect(checks.map((check) => check.name)).toContain('median gradient norm');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('sees another salt, another optimizer, another label', async () => {
    const golden = await read('lenet5');
    const train = golden.train as NonNullable<Golden['train']>;
    const failing = async (changed: Golden) =>
      (await verifyGolden(changed)).filter((check) => !holds(check)).map(({ name }) => name);
    expect(await failing({ ...golden, salt: 'other' })).toEqual(
      expect.arrayContaining(['logits', 'stages', 'first loss', 'gradient norms']),
    );
    expect(
      await failing({ ...golden, train: { ...train, optimizer: 'SGD lr=1e-1 momentum=0 weight_decay=0' } }),
    ).toEqual(['later losses']);
    expect(await failing({ ...golden, train: { ...train, labels: [3, 0, 7, 5] } })).toContain('first loss');
    expect(await failing({ ...golden, parameters: 61_707 })).toEqual(['parameters']);
  });
});

it('refuses a network it does not know', async () => {
  const golden = await read('lenet5');
  await expect(verifyGolden({ ...golden, arch: 'lenet6' })).rejects.toThrow('lenet6');
});

it('draws uniform numbers: mean 1/2, variance 1/12, no repeats', () => {
  const values = seededUniform('salt', 'name', 10_000);
  const mean = values.reduce((sum, u) => sum + u, 0) / values.length;
  const variance = values.reduce((sum, u) => sum + (u - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(1 / 2, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
  expect(new Set(values).size).toBe(values.length);
});
