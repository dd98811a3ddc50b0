import { createRegistry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossPreset } from './loss-preset/loss-preset.ts';

const registry = createRegistry().use(...lossPreset);
beforeAll(() => tf.setBackend('cpu'));

describe('losses at extreme logits', () => {
  const logits = tf.tensor2d([
    [1e4, -1e4, 0],
    [-1e4, 1e4, 1e4],
  ]);

  it.each(['softmax-cross-entropy', 'binary-cross-entropy'] as const)('%s stays exact', async (id) => {
    const loss = registry.create('loss', id);
    const targets =
      id === 'softmax-cross-entropy'
        ? tf.tensor1d([1, 1], 'int32')
        : tf.tensor2d([
            [0, 1, 0],
            [0, 1, 1],
          ]);
    const { value, grad } = tf.valueAndGrad((z: tf.Tensor) => loss.loss(z, targets, { training: true }))(
      logits,
    );
    // Row 1 is wrong by 2e4 nats, row 2 a tie of two: log 2. Elements: 1e4 twice, log 2 once, the rest 0.
    const expected = id === 'softmax-cross-entropy' ? (2e4 + Math.LN2) / 2 : (2e4 + Math.LN2) / 6;
    expect((await value.data())[0]).toBeCloseTo(expected, 2);
    expect([...(await grad.data())].every(Number.isFinite)).toBe(true);
  });
});

describe('softmax cross-entropy', () => {
  const logits = tf.tensor2d([
    [0.3, -0.2, 1.1],
    [2, 0.5, -1],
  ]);
  const targets = tf.tensor1d([2, 1], 'int32');
  const log = (row: number[], c: number) =>
    (row[c] as number) - Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0));
  const [first, second] = [log([0.3, -0.2, 1.1], 2), log([2, 0.5, -1], 1)];

  it('weights classes in training and divides by the number of examples', async () => {
    const loss = registry.create('loss', { id: 'softmax-cross-entropy', classWeights: [1, 3, 0.5] });
    const trained = await loss.loss(logits, targets, { training: true }).data();
    expect(trained[0]).toBeCloseTo(-(0.5 * first + 3 * second) / 2, 5);
    const measured = await loss.loss(logits, targets, { training: false }).data();
    expect(measured[0]).toBeCloseTo(-(first + second) / 2, 5);
  });

  it('takes probabilities as targets, as mixed examples have: linear between the classes', async () => {
    const mixed = tf.tensor2d([
      [0.25, 0, 0.75],
      [0, 1, 0],
    ]);
    const weighted = registry.create('loss', { id: 'softmax-cross-entropy', classWeights: [1, 3, 0.5] });
    const other = log([0.3, -0.2, 1.1], 0);
    const plain = await weighted.loss(logits, mixed, { training: false }).data();
    expect(plain[0]).toBeCloseTo(-(0.25 * other + 0.75 * first + second) / 2, 5);
    const trained = await weighted.loss(logits, mixed, { training: true }).data();
    const weight = 0.25 * 1 + 0.75 * 0.5;
    expect(trained[0]).toBeCloseTo(-(weight * (0.25 * other + 0.75 * first) + 3 * second) / 2, 5);
  });

  it('says what does not fit', () => {
    const loss = registry.create('loss', { id: 'softmax-cross-entropy', classWeights: [1, 3] });
    expect(() => loss.loss(logits, targets, { training: true })).toThrow('2 class weights for 3 classes');
    expect(() => loss.loss(logits, logits.slice([0, 0], [2, 2]), { training: true })).toThrow(
      'class indices [N]',
    );
  });
});
