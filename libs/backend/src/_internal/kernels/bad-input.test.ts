import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useConvlabBackend } from '../../use-convlab-backend/use-convlab-backend.ts';
import { expectSameAsCpu, randomInput, type Input, type TensorProgram } from '../testing/compare.ts';

const nan: Input = { shape: [1, 3, 3, 2], values: Array.from({ length: 18 }, (_, i) => (i === 7 ? NaN : i)) };

/** What a program throws on a backend, or 'nothing'. */
async function thrownOn(backend: 'cpu' | 'convlab', program: () => unknown): Promise<string> {
  await useConvlabBackend();
  await tf.setBackend(backend);
  try {
    tf.tidy(() => void program());
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('unusual input gives the results of cpu', () => {
  it.each<[string, TensorProgram, Input[]]>([
    ['NaN through conv2d', (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([2, 2, 2, 3]), 1, 'same'), [nan]],
    ['NaN through maxPool', (x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 'valid'), [nan]],
    ['NaN through avgPool', (x) => tf.avgPool(x as tf.Tensor4D, 2, 1, 'same'), [nan]],
    ['NaN through relu and its gradient', (x) => tf.grad((v) => tf.relu(v))(x), [nan]],
    ['NaN through matMul', (x) => tf.matMul(tf.reshape(x, [9, 2]), tf.ones([2, 3])), [nan]],
    ['NaN through softmax', (x) => tf.softmax(tf.reshape(x, [9, 2])), [nan]],
    [
      'no batch',
      (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([2, 2, 2, 3]), 1, 'same'),
      [randomInput([0, 3, 3, 2])],
    ],
    ['no values, element-wise', (x) => tf.add(tf.relu(x), 1), [randomInput([0, 4])]],
    ['no values, summed', (x) => tf.sum(x, 0), [randomInput([0, 4])]],
    ['no values, concatenated', (x) => tf.concat([x, tf.ones([2, 4])], 0), [randomInput([0, 4])]],
    ['no inner dimension', (x) => tf.matMul(x, tf.zeros([0, 3])), [randomInput([2, 0])]],
    [
      'int32 arithmetic',
      (x) => tf.mul(tf.add(x, tf.scalar(3, 'int32')), x),
      [{ shape: [3], values: [1, -2, 2_000_000_000], dtype: 'int32' }],
    ],
    ['int32 sums', (x) => tf.sum(x), [{ shape: [3], values: [1, 2, 3], dtype: 'int32' }]],
    ['bool', (x) => tf.logicalNot(x), [{ shape: [2], values: [0, 1], dtype: 'bool' }]],
    [
      'int32 with float32',
      (x) => tf.add(x, tf.tensor1d([0.5, 0.25])),
      [{ shape: [2], values: [1, 2], dtype: 'int32' }],
    ],
    [
      '5-D',
      (x) => tf.transpose(tf.sum(tf.mul(x, 2), [1, 3], true), [4, 3, 2, 1, 0]),
      [randomInput([2, 3, 2, 3, 2])],
    ],
    ['6-D broadcasting', (x) => tf.mul(x, tf.ones([2, 1, 2, 1, 2, 1])), [randomInput([1, 2, 1, 2, 1, 2])]],
    [
      '3-D convolution',
      (x) => tf.conv3d(x as tf.Tensor5D, tf.ones([2, 2, 2, 2, 1]), 1, 'same'),
      [randomInput([1, 2, 3, 3, 2])],
    ],
  ])('%s', (_name, program, inputs) => expectSameAsCpu(program, inputs));

  it('strings and complex numbers', async () => {
    for (const backend of ['cpu', 'convlab'] as const) {
      await useConvlabBackend();
      await tf.setBackend(backend);
      tf.tidy(() => {
        expect(tf.tensor1d(['a', 'é']).dataSync()).toEqual(['a', 'é']);
        const z = tf.complex(tf.relu(tf.tensor1d([1, 2])), tf.relu(tf.tensor1d([3, 4])));
        expect([...tf.real(tf.mul(z, z)).dataSync()]).toEqual([-8, -12]);
        expect([...tf.imag(z).dataSync()]).toEqual([3, 4]);
      });
    }
  });
});

describe('misuse gives the errors of cpu', () => {
  it.each<[string, () => unknown]>([
    ['shapes that do not multiply', () => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3]))],
    ['shapes that do not broadcast', () => tf.add(tf.ones([2, 3]), tf.ones([2, 4]))],
    ['a slice past the end', () => tf.slice(tf.ones([2, 3]), [1, 1], [2, 2])],
    [
      'channels that differ',
      () => tf.conv2d<tf.Tensor4D>(tf.ones([1, 3, 3, 2]), tf.ones([2, 2, 3, 1]), 1, 'same'),
    ],
    ['parts that do not concatenate', () => tf.concat([tf.ones([2, 3]), tf.ones([3, 2])], 0)],
    ['an axis that is not there', () => tf.sum(tf.ones([2, 3]), 5)],
    [
      'a disposed tensor',
      () => {
        const x = tf.relu(tf.ones([3]));
        x.dispose();
        return tf.relu(x);
      },
    ],
  ])('%s', async (_name, program) => {
    const expected = await thrownOn('cpu', program);
    expect(expected).not.toBe('nothing');
    expect(await thrownOn('convlab', program)).toBe(expected);
  });

  it('disposing twice does nothing', async () => {
    await useConvlabBackend();
    const [x, other] = [tf.relu(tf.ones([100])), tf.relu(tf.ones([100]))];
    x.dispose();
    x.dispose();
    expect(other.dataSync()[99]).toBe(1);
    other.dispose();
  });

  it('moves tensors between cpu and convlab', async () => {
    await useConvlabBackend();
    const x = tf.square(tf.tensor1d([1, 2, 3]));
    await tf.setBackend('cpu');
    const y = tf.square(x);
    await useConvlabBackend();
    const z = tf.square(y);
    expect([...z.dataSync()]).toEqual([1, 256, 6561]);
    tf.dispose([x, y, z]);
  });

  it('gives the same bits for the same input', async () => {
    await useConvlabBackend({ gemm: 'wasm' });
    const run = (): number[] =>
      tf.tidy(() => {
        const x = tf.tensor4d(randomInput([2, 9, 9, 16]).values, [2, 9, 9, 16]);
        const f = tf.tensor4d(randomInput([3, 3, 16, 16], 2).values, [3, 3, 16, 16]);
        const conv = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
          tf.conv2d<tf.Tensor4D>(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same');
        return tf
          .grads(conv)([x, f])
          .flatMap((gradient) => [...gradient.dataSync()]);
      });
    expect(run()).toEqual(run());
  });
});
