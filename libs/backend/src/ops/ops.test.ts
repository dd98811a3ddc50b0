import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Padding } from '../_internal/ops/geometry.ts';
import {
  expectSameAsCpu,
  randomInput,
  type Input,
  type TensorProgram,
} from '../_internal/testing/compare.ts';
import { avgPool } from './avg-pool/avg-pool.ts';
import { batchNorm, batchNormInference } from './batch-norm/batch-norm.ts';
import { biasActivation } from './bias-activation/bias-activation.ts';
import { conv2d } from './conv2d/conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose/conv2d-transpose.ts';
import { depthwiseConv2d } from './depthwise-conv2d/depthwise-conv2d.ts';
import { groupNorm } from './group-norm/group-norm.ts';
import { layerNorm } from './layer-norm/layer-norm.ts';
import { locallyConnected2d } from './locally-connected2d/locally-connected2d.ts';
import { maxPool } from './max-pool/max-pool.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy/softmax-cross-entropy.ts';

fc.configureGlobal({ seed: 20_251_107 });

/** On `cpu` the ops are composed from core ops, which differentiate by themselves: an independent implementation. */
async function expectSameWithGradients(
  program: TensorProgram,
  inputs: Input[],
  tolerance = 5e-5,
): Promise<void> {
  await expectSameAsCpu(program, inputs, tolerance);
  // A cotangent that varies, without being a function of the output.
  const cotangentLike = (y: tf.Tensor): tf.Tensor => tf.reshape(tf.sin(tf.range(1, y.size + 1)), y.shape);
  const scalar = (...xs: tf.Tensor[]): tf.Tensor => {
    const y = program(...xs) as tf.Tensor;
    return tf.sum(tf.mul(y, cotangentLike(y)));
  };
  await expectSameAsCpu((...xs) => tf.grads(scalar)(xs), inputs, tolerance);
}

const small = fc.integer({ min: 1, max: 3 });
const pair = fc.tuple(small, small);
const explicitPadding = fc.tuple(fc.tuple(fc.nat(3), fc.nat(3)), fc.tuple(fc.nat(3), fc.nat(3)));
const padding: fc.Arbitrary<Padding> = fc.oneof(
  fc.constantFrom('same' as const, 'valid' as const, 1),
  explicitPadding,
);
const seed = fc.integer({ min: 1, max: 1_000_000 });
const window = fc.record({
  n: small,
  h: fc.integer({ min: 1, max: 9 }),
  w: fc.integer({ min: 1, max: 9 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  strides: pair,
  dilations: pair,
  padding,
  seed,
});

/** Runs the property for the draws whose window fits. */
function whereItFits<T>(arbitrary: fc.Arbitrary<T>, body: (value: T) => Promise<void>): Promise<void> {
  return fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      try {
        await body(value);
      } catch (error) {
        fc.pre(!(error instanceof Error && error.message.startsWith('E_OP_WINDOW')));
        throw error;
      }
    }),
    { numRuns: 60 },
  );
}

describe('native ops agree with the composed ones, forward and backward', () => {
  it('conv2d: stride, padding, dilation and groups together', () =>
    whereItFits(
      fc.tuple(window, fc.constantFrom(1, 2, 3), fc.constantFrom(1, 2, 8, 9), fc.constantFrom(1, 3, 8)),
      async ([{ n, h, w, kernel, seed: s, ...options }, groups, depth, width]) =>
        expectSameWithGradients(
          (x, f) => conv2d(x as tf.Tensor4D, f as tf.Tensor4D, { ...options, groups }),
          [randomInput([n, h, w, depth * groups], s), randomInput([...kernel, depth, width * groups], s + 1)],
        ),
    ));

  it.each(['linear', 'relu', 'relu6'] as const)('conv2d with bias and %s', (activation) =>
    expectSameWithGradients(
      (x, f, bias) =>
        conv2d(x as tf.Tensor4D, f as tf.Tensor4D, { padding: 1, bias: bias as tf.Tensor1D, activation }),
      [randomInput([2, 6, 5, 9]), randomInput([3, 3, 9, 11], 2), randomInput([11], 3)],
    ),
  );

  it('conv2d has second derivatives', () =>
    expectSameAsCpu(
      (x, f) => {
        const penalty = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
          tf.sum(tf.square(tf.grad((v) => tf.square(conv2d(v as tf.Tensor4D, b as tf.Tensor4D)))(a)));
        return tf.grads(penalty)([x, f]);
      },
      [randomInput([1, 4, 4, 2]), randomInput([2, 2, 2, 3], 2)],
      1e-4,
    ));

  it('depthwiseConv2d with dilation and multiplier', () =>
    whereItFits(
      fc.tuple(window, fc.constantFrom(1, 3, 8, 10), small),
      async ([{ n, h, w, kernel, seed: s, ...options }, c, m]) =>
        expectSameWithGradients(
          (x, f) => depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, options),
          [randomInput([n, h, w, c], s), randomInput([...kernel, c, m], s + 1)],
        ),
    ));

  it('conv2dTranspose', () =>
    whereItFits(
      fc.tuple(window, fc.constantFrom(1, 2), fc.constantFrom(1, 4, 9), fc.constantFrom(1, 3), fc.nat(1)),
      async ([{ n, h, w, kernel, seed: s, ...options }, groups, depth, width, outputPadding]) =>
        expectSameWithGradients(
          (x, f) =>
            conv2dTranspose(x as tf.Tensor4D, f as tf.Tensor4D, { ...options, groups, outputPadding }),
          [randomInput([n, h, w, width * groups], s), randomInput([...kernel, depth, width * groups], s + 1)],
        ),
    ));

  it('locallyConnected2d', () =>
    whereItFits(
      fc.tuple(window, fc.constantFrom(1, 4)),
      async ([{ n, h, w, kernel, strides, padding: pads, seed: s }, c]) => {
        const options = { kernelSize: kernel, strides, padding: pads };
        const probe = maxPool(tf.zeros([1, h, w, 1]), { poolSize: kernel, strides, padding: pads });
        const [, oh, ow] = probe.shape;
        probe.dispose();
        await expectSameWithGradients(
          (x, f) => locallyConnected2d(x as tf.Tensor4D, f as tf.Tensor3D, options),
          [randomInput([n, h, w, c], s), randomInput([oh * ow, kernel[0] * kernel[1] * c, 3], s + 1)],
        );
      },
    ));

  it('maxPool and avgPool: padding, ceil mode, counting the padding', () =>
    whereItFits(
      fc.tuple(window, fc.constantFrom(1, 4, 6), fc.boolean(), fc.boolean()),
      async ([{ n, h, w, kernel, strides, padding: pads, seed: s }, c, ceilMode, countIncludePad]) => {
        // A window of nothing but padding has no maximum and no average.
        fc.pre(
          typeof pads !== 'object' || pads.every(([a, b], axis) => Math.max(a, b) < (kernel[axis] ?? 1)),
        );
        fc.pre(pads !== 1 || Math.min(...kernel) > 1);
        const options = { poolSize: kernel, strides, padding: pads, ceilMode };
        const x = randomInput([n, h, w, c], s);
        await expectSameWithGradients((v) => maxPool(v as tf.Tensor4D, options), [x]);
        await expectSameWithGradients((v) => avgPool(v as tf.Tensor4D, { ...options, countIncludePad }), [x]);
      },
    ));

  const shapes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

  it('batchNorm, its statistics and its inference', () =>
    fc.assert(
      fc.asyncProperty(
        shapes,
        fc.constantFrom('linear' as const, 'relu' as const),
        fc.constantFrom(0, 100),
        seed,
        async (shape, activation, offset, s) => {
          const channels = shape.at(-1) ?? 1;
          const x = randomInput([5, ...shape], s);
          const inputs = [
            { ...x, values: x.values.map((v) => v + offset) },
            randomInput([channels], s + 1),
            randomInput([channels], s + 2),
          ];
          const tolerance = offset === 0 ? 1e-4 : 3e-3;
          await expectSameWithGradients(
            (v, gamma, beta) => batchNorm(v, { gamma, beta, activation }).y,
            inputs,
            tolerance,
          );
          await expectSameAsCpu(
            (v) => {
              const { y, mean, variance } = batchNorm(v);
              return [y, mean, variance];
            },
            inputs.slice(0, 1),
            tolerance,
          );
          const variance = {
            shape: [channels],
            values: Array.from({ length: channels }, (_, i) => 0.5 + i / 10),
          };
          await expectSameWithGradients(
            (v, mean, spread) =>
              batchNormInference(v, {
                mean: mean as tf.Tensor1D,
                variance: spread as tf.Tensor1D,
                activation,
              }),
            [x, randomInput([channels], s + 3), variance],
          );
        },
      ),
      { numRuns: 25 },
    ));

  it('groupNorm (instance norm is its special case)', () =>
    fc.assert(
      fc.asyncProperty(shapes, small, small, seed, async (shape, groups, depth, s) => {
        const channels = groups * depth;
        await expectSameWithGradients(
          (x, gamma, beta) =>
            groupNorm(x, {
              groups,
              gamma,
              beta,
              epsilon: 1e-2,
            }),
          [
            randomInput([3, ...shape.slice(0, 2), channels], s),
            randomInput([channels], s + 1),
            randomInput([channels], s + 2),
          ],
        );
      }),
      { numRuns: 25 },
    ));

  it('layerNorm', () =>
    fc.assert(
      fc.asyncProperty(shapes, fc.nat(3), seed, async (shape, kept, s) => {
        const axes = shape.map((_, i) => i).slice(Math.min(kept, shape.length - 1));
        const inner = axes.map((axis) => shape[axis] ?? 1);
        await expectSameWithGradients(
          (x, gamma, beta) =>
            layerNorm(x, {
              axes,
              gamma,
              beta,
              epsilon: 1e-2,
            }),
          [randomInput(shape, s), randomInput(inner, s + 1), randomInput(inner, s + 2)],
        );
      }),
      { numRuns: 25 },
    ));

  it.each(['linear', 'relu', 'relu6'] as const)('biasActivation %s', (activation) =>
    expectSameWithGradients(
      (x, bias) => biasActivation(tf.mul(x, 5), bias as tf.Tensor1D, activation),
      [randomInput([700, 2, 7]), randomInput([7], 2)],
    ),
  );

  it('softmaxCrossEntropy: smoothing, weights, extreme logits, classes', async () => {
    const labels = { shape: [3, 4], values: [1, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 1] };
    for (const scale of [1, 1e4]) {
      const logits = randomInput([3, 4]);
      for (const labelSmoothing of [0, 0.1]) {
        const inputs = [{ ...logits, values: logits.values.map((v) => v * scale) }];
        const weights = tf.tensor1d([0.5, 1, 2, 0]);
        const program =
          (withWeights: boolean): TensorProgram =>
          (x) =>
            softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor(labels.values, [3, 4]), {
              labelSmoothing,
              ...(withWeights ? { classWeights: tf.tensor1d([0.5, 1, 2, 0]) } : {}),
            });
        weights.dispose();
        await expectSameWithGradients(program(false), inputs);
        await expectSameWithGradients(program(true), inputs);
      }
    }
    await expectSameWithGradients(
      (x) => softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d([2, 0, 3], 'int32')),
      [randomInput([3, 4])],
    );
  });
});

describe('wrong use is refused with a coded error', () => {
  const x = (): tf.Tensor4D => tf.zeros([1, 4, 4, 6]);

  it.each<[string, RegExp, () => unknown]>([
    ['groups that do not divide', /E_OP_GROUPS/, () => conv2d(x(), tf.zeros([3, 3, 3, 5]), { groups: 2 })],
    ['channels that differ', /E_OP_GROUPS/, () => conv2d(x(), tf.zeros([3, 3, 5, 5]))],
    ['a window larger than the input', /E_OP_WINDOW/, () => conv2d(x(), tf.zeros([5, 5, 6, 5]))],
    ['stride 0', /E_OP_WINDOW/, () => conv2d(x(), tf.zeros([3, 3, 6, 5]), { strides: 0 })],
    ['a negative padding', /E_OP_WINDOW/, () => maxPool(x(), { poolSize: 2, padding: -1 })],
    ['a bias of another size', /E_OP_BIAS/, () => biasActivation(x(), tf.zeros([5]), 'relu')],
    ['a gamma of another size', /E_OP_AFFINE/, () => batchNorm(x(), { gamma: tf.zeros([5]) })],
    ['groups of a norm', /E_OP_GROUPS/, () => groupNorm(x(), { groups: 4 })],
    ['axes in the middle', /E_OP_AXES/, () => layerNorm(x(), { axes: [1, 2] })],
    ['labels of another shape', /E_OP_LABELS/, () => softmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([2, 4]))],
    [
      'smoothing of 1',
      /E_OP_SMOOTHING/,
      () => softmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([2, 3]), { labelSmoothing: 1 }),
    ],
    [
      'output padding as large as the stride',
      /E_OP_WINDOW/,
      () => conv2dTranspose(x(), tf.zeros([3, 3, 2, 6]), { outputPadding: 1 }),
    ],
    [
      'a local filter of another shape',
      /E_OP_FILTER/,
      () => locallyConnected2d(x(), tf.zeros([3, 3, 2]), { kernelSize: 2 }),
    ],
  ])('%s', (_name, message, run) => {
    expect(() => tf.tidy(() => void run())).toThrow(message);
  });
});
