import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { overfit } from './overfit.ts';
import { overfitCases } from './overfit-cases.ts';

beforeAll(async () => {
  await useConvlabBackend();
});

/* The large networks take minutes; `npm run verify:overfit` trains them all. */
const quick = ['mlp', 'conv-net', 'lenet-5', 'lenet-5-1998', 'cifar-resnet', 'cifar-plain', 'densenet-cifar'];

describe('32 random images are learnt by heart', () => {
  it.each(overfitCases.filter(({ architecture: { id } }) => quick.includes(id)))(
    '$architecture.id',
    async (subject) => {
      const before = tf.memory().numTensors;
      const { steps, firstLoss, lastLoss } = await overfit(subject);
      expect(steps).not.toBeNull();
      expect(lastLoss).toBeLessThan(firstLoss);
      expect(tf.memory().numTensors).toBe(before);
    },
    120_000,
  );

  it('but not without learning', async () => {
    const [subject] = overfitCases.filter(({ architecture: { id } }) => id === 'lenet-5');
    if (subject === undefined) throw new Error('no LeNet-5');
    const idle = { ...subject, optimizer: { id: 'sgd', learningRate: 1e-9 }, maxSteps: 10 };
    expect((await overfit(idle)).steps).toBeNull();
  });
});
