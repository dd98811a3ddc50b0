import { createRegistry, type NetworkGraph, type NetworkNode, type WeightInfo } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparsity } from './l1/l1.ts';
import { regularizerPreset } from './regularizer-preset/regularizer-preset.ts';

const registry = createRegistry().use(...regularizerPreset);
const kernel: WeightInfo = { name: 'conv1/kernel', role: 'kernel', shape: [2, 2] };
beforeAll(() => tf.setBackend('cpu'));

const values = async (x: tf.Tensor | undefined) => [...((await x?.data()) ?? [])];

describe('penalties', () => {
  const w = tf.tensor2d([
    [1, -2],
    [0, 0.5],
  ]);

  it('L2 is strength times the sum of squares, without a half', async () => {
    const l2 = registry.create('regularizer', { id: 'l2', strength: 0.5 });
    expect((await values(l2.penalty?.(w, kernel)))[0]).toBeCloseTo(0.5 * 5.25, 6);
    const gradient = tf.grad((x: tf.Tensor) => l2.penalty?.(x, kernel) as tf.Scalar)(w);
    expect(await values(gradient)).toEqual([1, -2, 0, 0.5]);
  });

  it('L1 has derivative 0 at 0, or shrinks to exact zeros', async () => {
    const slope = registry.create('regularizer', { id: 'l1', strength: 0.1, method: 'subgradient' });
    expect((await values(slope.penalty?.(w, kernel)))[0]).toBeCloseTo(0.35, 6);
    const gradient = await values(tf.grad((x: tf.Tensor) => slope.penalty?.(x, kernel) as tf.Scalar)(w));
    [0.1, -0.1, 0, 0.1].forEach((value, i) => expect(gradient[i]).toBeCloseTo(value, 6));
    const proximal = registry.create('regularizer', { id: 'l1', strength: 6 });
    expect(proximal.penalty).toBeUndefined();
    const shrunk = await values(proximal.project?.(w, kernel, { learningRate: 0.1 }));
    [0.4, -1.4, 0, 0].forEach((value, i) => expect(shrunk[i]).toBeCloseTo(value, 6));
    expect(sparsity(shrunk)).toBe(0.5);
  });

  it('the elastic net is both', async () => {
    const both = registry.create('regularizer', {
      id: 'elastic-net',
      l1: 0.1,
      l2: 0.5,
      method: 'subgradient',
    });
    expect((await values(both.penalty?.(w, kernel)))[0]).toBeCloseTo(0.35 + 0.5 * 5.25, 6);
  });

  it('weight decay shrinks in proportion to the learning rate', async () => {
    const decay = registry.create('regularizer', { id: 'weight-decay', weightDecay: 0.5 });
    const shrunk = await values(decay.project?.(w, kernel, { learningRate: 0.2 }));
    [0.9, -1.8, 0, 0.45].forEach((value, i) => expect(shrunk[i]).toBeCloseTo(value, 6));
  });

  it('act on kernels alone by default, and on what is asked for', () => {
    const infos: WeightInfo[] = [
      kernel,
      { ...kernel, name: 'conv1/bias', role: 'bias' },
      { ...kernel, name: 'bn/gamma', role: 'scale' },
    ];
    const names = (ref: Parameters<typeof registry.create<'regularizer'>>[1]) =>
      infos.filter((info) => registry.create('regularizer', ref).appliesTo?.(info)).map(({ name }) => name);
    expect(names('l2')).toEqual(['conv1/kernel']);
    expect(names({ id: 'l2', roles: ['kernel', 'bias'], weights: 'conv1/*' })).toEqual([
      'conv1/kernel',
      'conv1/bias',
    ]);
    expect(names({ id: 'l1', weights: 'conv2/*' })).toEqual([]);
  });
});

describe('constraints', () => {
  const hwio = tf.tensor4d([3, 0, 0, 1, 4, 0, 0, 1], [2, 2, 1, 2]); // filters [3, 0, 4, 0] and [0, 1, 0, 1]

  it('bound the length of each filter over height, width and channels', async () => {
    const project = (
      ref: 'max-norm' | 'unit-norm' | 'non-negative' | { id: 'max-norm'; limit: number },
      x: tf.Tensor,
    ) => values(registry.create('constraint', ref).project(x, kernel));
    const bounded = await project({ id: 'max-norm', limit: 2.5 }, hwio);
    [1.5, 0, 0, 1, 2, 0, 0, 1].forEach((value, i) => expect(bounded[i]).toBeCloseTo(value, 6));
    const unit = await project('unit-norm', hwio);
    [0.6, 0, 0, Math.SQRT1_2, 0.8, 0, 0, Math.SQRT1_2].forEach((value, i) =>
      expect(unit[i]).toBeCloseTo(value, 6),
    );
    expect(await project('unit-norm', tf.zeros([2, 2]))).toEqual([0, 0, 0, 0]);
    expect(await project('non-negative', tf.tensor1d([-1, 2]))).toEqual([0, 2]);
    // Dense [C, U]: columns lead into units.
    const columns = await project(
      { id: 'max-norm', limit: 5 },
      tf.tensor2d([
        [6, 1],
        [8, 1],
      ]),
    );
    [3, 1, 4, 1].forEach((value, i) => expect(columns[i]).toBeCloseTo(value, 6));
  });

  it('can be asked for as a regularizer', async () => {
    const part = registry.create('regularizer', { id: 'constraint', constraint: 'non-negative' });
    expect(await values(part.project?.(tf.tensor1d([-1, 1]), kernel, { learningRate: 1 }))).toEqual([0, 1]);
  });
});

const node = (
  name: string,
  kind: NetworkNode['op']['kind'],
  id: string,
  ...inputs: string[]
): NetworkNode => ({ name, op: { kind, id }, inputs });
const graph: NetworkGraph = {
  version: 1,
  inputShape: [8, 8, 1],
  nodes: [
    node('conv1', 'layer', 'conv', 'input'),
    node('relu1', 'activation', 'relu', 'conv1'),
    node('conv2', 'layer', 'conv', 'relu1'),
    node('norm2', 'normalization', 'batch', 'conv2'),
    node('sum', 'layer', 'add', 'norm2', 'relu1'),
    node('relu2', 'activation', 'relu', 'sum'),
    node('flat', 'layer', 'flatten', 'relu2'),
    node('fc1', 'layer', 'dense', 'flat'),
    node('relu3', 'activation', 'relu', 'fc1'),
    node('fc2', 'layer', 'dense', 'relu3'),
  ],
  outputs: [{ node: 'fc2' }],
};
const rewrite = (ref: Parameters<typeof registry.create<'regularizer'>>[1], given = graph) => {
  const result = registry.create('regularizer', ref).rewrite?.(given) ?? given;
  return (name: string) => result.nodes.find((each) => each.name === name);
};

describe('rewriting', () => {
  it('puts dropout before dense layers and on the input', () => {
    const found = rewrite({ id: 'dropout', rate: 0.3, inputRate: 0.1 });
    expect(found('fc1')?.inputs).toEqual(['flat/dropout']);
    expect(found('fc2')?.inputs).toEqual(['relu3/dropout']);
    expect(found('relu3/dropout')).toEqual({
      name: 'relu3/dropout',
      op: { kind: 'layer', id: 'convlab/dropout', rate: 0.3 },
      inputs: ['relu3'],
    });
    expect(found('conv1')?.inputs).toEqual(['input/dropout']);
    expect(found('input/dropout')?.inputs).toEqual(['input']);
    expect(found('conv2')?.inputs).toEqual(['relu1']);
  });

  it('leaves a dense layer on the input alone', () => {
    const linear: NetworkGraph = {
      ...graph,
      nodes: [node('flat', 'layer', 'flatten', 'input'), node('fc', 'layer', 'dense', 'flat')],
      outputs: [{ node: 'fc' }],
    };
    expect(rewrite('dropout', linear)('fc')?.inputs).toEqual(['flat']);
  });

  it('puts dropout after every hidden activation', () => {
    const found = rewrite({ id: 'dropout', on: 'all' });
    expect(found('sum')?.inputs).toEqual(['norm2', 'relu1/dropout']);
    expect(found('flat')?.inputs).toEqual(['relu2/dropout']);
    expect(found('fc2')?.inputs).toEqual(['relu3/dropout']);
  });

  it('puts spatial dropout after activations of convolutions', () => {
    const found = rewrite('spatial-dropout');
    expect(found('conv2')?.inputs).toEqual(['relu1/spatial-dropout']);
    expect(found('fc2')?.inputs).toEqual(['relu3']);
  });

  it('drops the deeper branch of each addition', () => {
    const found = rewrite({ id: 'stochastic-depth', dropPathRate: 0.2 });
    expect(found('sum')?.inputs).toEqual(['norm2/drop-path', 'relu1']);
    expect(found('norm2/drop-path')?.op).toMatchObject({ id: 'convlab/drop-path', rate: 0.2 });
  });

  it('gives inserted nodes names of their own when done twice', () => {
    const once = registry.create('regularizer', 'gaussian-noise').rewrite?.(graph);
    const found = rewrite('gaussian-noise', once);
    expect(found('input/noise')?.inputs).toEqual(['input/noise-2']);
    expect(found('input/noise-2')?.inputs).toEqual(['input']);
  });
});
