import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../_internal/testing/seeded.ts';
import { useConvlabBackend } from '../use-convlab-backend/use-convlab-backend.ts';
import { avgPool } from './avg-pool/avg-pool.ts';
import { batchNorm, batchNormInference } from './batch-norm/batch-norm.ts';
import { conv2d } from './conv2d/conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose/conv2d-transpose.ts';
import { groupNorm } from './group-norm/group-norm.ts';
import { instanceNorm } from './instance-norm/instance-norm.ts';
import { layerNorm } from './layer-norm/layer-norm.ts';
import { maxPool } from './max-pool/max-pool.ts';

interface Parameter {
  shape: number[];
  grad: number[];
  grad_l2: number;
}

interface Case {
  case: string;
  module: Record<string, unknown> & { type: string };
  input: number[];
  output: number[];
  y: number[];
  y_l2: number;
  dx: number[];
  dx_l2: number;
  parameters: Record<string, Parameter>;
  buffers: Record<string, number[]>;
}

const golden = JSON.parse(
  readFileSync(new URL('__golden__/layers.golden.json', import.meta.url), 'utf8'),
) as {
  salt: string;
  cases: Case[];
};

/** PyTorch's layout to ours and back: N·C·H·W with N·H·W·C, O·I·H·W with H·W·I·O (for transposed I·O·H·W with H·W·O·I). */
const toActivation = [0, 2, 3, 1];
const fromActivation = [0, 3, 1, 2];
const toFilter = [2, 3, 1, 0];
const fromFilter = [3, 2, 0, 1];

function flip(x: tf.Tensor, perm: number[]): tf.Tensor {
  return x.rank === 4 ? tf.transpose(x, perm) : x;
}

function valuesOf({ case: name }: Case, tensor: string, shape: number[]): tf.Tensor {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const uniform = seeded(`${golden.salt}/${name}`, tensor, size);
  const scale = (u: number): number => {
    if (tensor === 'input' || tensor === 'cotangent') return (2 * u - 1) * Math.sqrt(3);
    if (tensor === 'running_mean' || tensor === 'bias') return (2 * u - 1) * 0.1;
    if (tensor === 'running_var') return 0.75 + 0.5 * u;
    if (shape.length === 1) return 0.75 + 0.5 * u;
    return (2 * u - 1) * Math.sqrt(6 / (size / (shape[0] ?? 1)));
  };
  return tf.tensor(uniform.map(scale), shape);
}

/** The case as a program of x, weight and bias in our layout. */
function program(test: Case): (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) => tf.Tensor {
  const { module } = test;
  const pair = (name: string): [number, number] =>
    [module[name]].flat().length === 2
      ? (module[name] as [number, number])
      : [module[name] as number, module[name] as number];
  const padding = (): [[number, number], [number, number]] => {
    const [h, w] = pair('padding');
    return [
      [h, h],
      [w, w],
    ];
  };
  const pool = { poolSize: pair('kernel_size'), strides: pair('stride') };
  switch (module.type) {
    case 'Conv2d':
      return (x, w, b) =>
        conv2d(x as tf.Tensor4D, w as tf.Tensor4D, {
          strides: pair('stride'),
          padding: padding(),
          dilations: pair('dilation'),
          groups: module['groups'] as number,
          ...(module['bias'] === true ? { bias: b as tf.Tensor1D } : {}),
        });
    case 'ConvTranspose2d':
      return (x, w, b) =>
        tf.add(
          conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, {
            strides: pair('stride'),
            padding: padding(),
            outputPadding: pair('output_padding'),
          }),
          b,
        );
    case 'MaxPool2d':
      return (x) =>
        maxPool(x as tf.Tensor4D, { ...pool, padding: padding(), ceilMode: module['ceil_mode'] === true });
    case 'AvgPool2d':
      return (x) =>
        avgPool(x as tf.Tensor4D, {
          ...pool,
          padding: padding(),
          countIncludePad: module['count_include_pad'] === true,
        });
    case 'AdaptiveAvgPool2d':
      return (x) => avgPool(x as tf.Tensor4D, { poolSize: [x.shape[1] ?? 1, x.shape[2] ?? 1] });
    case 'BatchNorm1d':
    case 'BatchNorm2d':
      return (gammaX, gamma, beta) => {
        const affine = { gamma, beta };
        if (module['training'] === true) return batchNorm(gammaX, affine).y;
        const mean = valuesOf(test, 'running_mean', [6]) as tf.Tensor1D;
        return batchNormInference(gammaX, {
          ...affine,
          mean,
          variance: valuesOf(test, 'running_var', [6]) as tf.Tensor1D,
        });
      };
    case 'InstanceNorm2d':
      return (x, gamma, beta) => instanceNorm(x, { gamma, beta });
    case 'GroupNorm':
      return (x, gamma, beta) => groupNorm(x, { groups: module['num_groups'] as number, gamma, beta });
    case 'LayerNorm':
      return (x, gamma, beta) =>
        layerNorm(x, {
          axes: x.rank === 4 ? [1, 2, 3] : [1],
          gamma: flipAffine(gamma),
          beta: flipAffine(beta),
        });
    default:
      throw new Error(`no op for ${module.type}`);
  }
}

/** C·H·W with H·W·C, for a layer norm over all of a sample. */
function flipAffine(x: tf.Tensor): tf.Tensor {
  return x.rank === 3 ? tf.transpose(x, [1, 2, 0]) : x;
}

function expectGolden(actual: tf.Tensor, head: number[], l2: number, what: string): void {
  const values = Array.from(actual.dataSync());
  head.forEach((wanted, i) =>
    expect(
      Math.abs((values[i] ?? NaN) - wanted) / Math.max(1, Math.abs(wanted)),
      `${what}[${i}]`,
    ).toBeLessThan(1e-5),
  );
  expect(Math.abs(Math.hypot(...values) - l2) / l2, `${what} norm`).toBeLessThan(1e-5);
}

describe.each([
  ['wasm', 1],
  ['wasm', 2],
  ['blas', 1],
  ['blas', 2],
  ['cpu', 1],
] as const)('PyTorch’s values on %s, %i thread(s)', (provider, threads) => {
  beforeAll(async () => {
    await useConvlabBackend(provider === 'cpu' ? {} : { gemm: provider, threads, parallelFrom: 1 });
    if (provider === 'cpu') await tf.setBackend('cpu');
  });

  it.each(golden.cases.map((test) => [test.case, test] as const))('%s', (_name, test) => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const run = program(test);
      const weightShape = test.parameters['weight']?.shape ?? [1];
      const x = flip(valuesOf(test, 'input', test.input), toActivation);
      const weight = flip(valuesOf(test, 'weight', weightShape), toFilter);
      const bias = valuesOf(test, 'bias', test.parameters['bias']?.shape ?? [1]);
      const cotangent = flip(valuesOf(test, 'cotangent', test.output), toActivation);
      const isUsed = { weight: 'weight' in test.parameters, bias: 'bias' in test.parameters };
      // Parameters that the case lacks are tied in, so that one call serves all cases.
      const tied = (a: tf.Tensor, w: tf.Tensor, b: tf.Tensor): tf.Tensor => {
        const y = run(a, w, b);
        const rest = tf.add(tf.sum(isUsed.weight ? 0 : w), tf.sum(isUsed.bias ? 0 : b));
        return tf.add(y, tf.mul(rest, 0));
      };
      expectGolden(flip(run(x, weight, bias), fromActivation), test.y, test.y_l2, 'y');
      const [dx, dw, db] = tf.grads(tied)([x, weight, bias], cotangent) as [tf.Tensor, tf.Tensor, tf.Tensor];
      expectGolden(flip(dx, fromActivation), test.dx, test.dx_l2, 'dx');
      const { weight: w, bias: b } = test.parameters;
      if (w) expectGolden(flip(dw, fromFilter), w.grad, w.grad_l2, 'dweight');
      if (b) expectGolden(db, b.grad, b.grad_l2, 'dbias');
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
