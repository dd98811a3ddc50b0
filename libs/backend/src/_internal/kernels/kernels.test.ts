import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nativeKernels } from '../register.ts';
import { expectSameAsCpu, randomInput, type TensorProgram } from '../testing/compare.ts';
import { observeKernels } from '../testing/observe-kernels.ts';
import { gatherKernels } from './gather.ts';

// A failing seed is printed; a fixed one keeps the suite from failing by chance in someone else's work.
fc.configureGlobal({ seed: 20_251_107 });

const ran = observeKernels();

const dim = fc.integer({ min: 1, max: 9 });
/** Also none. */
const anySize = fc.oneof({ arbitrary: dim, weight: 12 }, { arbitrary: fc.constant(0), weight: 1 });
const seed = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 25 };

const unaries: Record<string, TensorProgram> = {
  abs: (x) => tf.abs(x),
  neg: (x) => tf.neg(x),
  square: (x) => tf.square(x),
  sqrt: (x) => tf.sqrt(x),
  rsqrt: (x) => tf.rsqrt(x),
  reciprocal: (x) => tf.reciprocal(x),
  exp: (x) => tf.exp(x),
  expm1: (x) => tf.expm1(x),
  log: (x) => tf.log(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  softplus: (x) => tf.softplus(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.3),
  step: (x) => tf.step(x, 0.25),
  clip: (x) => tf.clipByValue(x, -0.5, 0.7),
  sign: (x) => tf.sign(x),
  floor: (x) => tf.floor(x),
  ceil: (x) => tf.ceil(x),
  round: (x) => tf.round(x),
  erf: (x) => tf.erf(x),
  onesLike: (x) => tf.onesLike(x),
  zerosLike: (x) => tf.zerosLike(x),
};

const binaries: Record<string, TensorProgram> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  maximum: (a, b) => tf.maximum(a, b),
  minimum: (a, b) => tf.minimum(a, b),
  squaredDifference: (a, b) => tf.squaredDifference(a, b),
  prelu: (a, b) => tf.prelu(a, b),
};

describe('element-wise kernels agree with cpu', () => {
  const special = [
    NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    1e-40,
    0.5,
    1.5,
    2.5,
    -0.5,
    -1.5,
    88,
    -88,
    100,
    -100,
    3e38,
    20,
    -20,
    1e-4,
  ];

  it.each(Object.entries(unaries))('%s', async (_name, program) => {
    await expectSameAsCpu(program, [{ shape: [special.length], values: special }], 2e-5);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anySize, { maxLength: 5 }),
        seed,
        fc.constantFrom(0.1, 1, 10),
        async (shape, s, scale) => {
          const x = randomInput(shape, s);
          await expectSameAsCpu(program, [{ ...x, values: x.values.map((v) => v * scale) }], 2e-5);
        },
      ),
      runs,
    );
  });

  it.each(Object.entries(binaries))('%s', async (_name, program) => {
    const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));
    await expectSameAsCpu(program, [
      { shape: [pairs.length], values: pairs.map(([a]) => a) },
      { shape: [pairs.length], values: pairs.map(([, b]) => b) },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anySize, fc.constantFrom('both', 'a', 'b')), { maxLength: 5 }),
        fc.nat(2),
        fc.boolean(),
        seed,
        async (dims, drop, swap, s) => {
          const a = dims.map(([n, kind]) => (kind === 'b' ? 1 : n));
          const b = dims.map(([n, kind]) => (kind === 'a' ? 1 : n)).slice(drop);
          const inputs = [randomInput(a, s), randomInput(b, s + 1)];
          // Away from zero, for the quotients.
          for (const input of inputs) input.values = input.values.map((v) => v + Math.sign(v) * 0.1);
          const isPrelu = program === binaries['prelu'];
          await expectSameAsCpu(program, swap && !isPrelu ? inputs.reverse() : inputs);
        },
      ),
      runs,
    );
  });

  it('addN', () =>
    expectSameAsCpu(
      (a, b, c) => tf.addN([a, b, c]),
      [randomInput([3, 5], 1), randomInput([3, 5], 2), randomInput([3, 5], 3)],
    ));
  it('elu gradient', () => expectSameAsCpu((x) => tf.grad((v) => tf.elu(v))(x), [randomInput([4, 7])]));
});

describe('reductions agree with cpu', () => {
  const reductions: Record<string, (x: tf.Tensor, axes: number[] | undefined, keep: boolean) => tf.Tensor> = {
    sum: (x, axes, keep) => tf.sum(x, axes, keep),
    mean: (x, axes, keep) => tf.mean(x, axes, keep),
    max: (x, axes, keep) => tf.max(x, axes, keep),
    min: (x, axes, keep) => tf.min(x, axes, keep),
  };

  it.each(Object.entries(reductions))('%s', async (_name, reduce) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anySize, fc.boolean()), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        seed,
        async (dims, keep, s) => {
          const axes = dims.flatMap(([, isReduced], i) => (isReduced ? [i] : []));
          const shape = dims.map(([n]) => n);
          await expectSameAsCpu(
            (x) => reduce(x, axes.length === 0 ? undefined : axes, keep),
            [randomInput(shape, s)],
          );
        },
      ),
      { numRuns: 60 },
    );
    for (const shape of [[5000], [700, 3], [700, 20], [3, 700], [2, 700, 17]]) {
      for (let axis = 0; axis < shape.length; axis++) {
        await expectSameAsCpu((x) => reduce(x, [axis], false), [randomInput(shape)]);
      }
    }
    await expectSameAsCpu(
      (x) => reduce(x, [0], false),
      [{ shape: [4, 2], values: [1, NaN, 3, 4, 5, 6, 7, 8] }],
    );
    await expectSameAsCpu(
      (x) => reduce(x, [1], false),
      [{ shape: [2, 4], values: [1, NaN, 3, 4, 5, 6, 7, 8] }],
    );
  });
});

describe('layout kernels agree with cpu', () => {
  const shapes = fc.array(anySize, { minLength: 1, maxLength: 5 });

  it('transpose', () =>
    fc.assert(
      fc.asyncProperty(
        shapes.chain((shape) =>
          fc.tuple(
            fc.constant(shape),
            fc.shuffledSubarray(
              shape.map((_, i) => i),
              { minLength: shape.length },
            ),
          ),
        ),
        seed,
        async ([shape, perm], s) => expectSameAsCpu((x) => tf.transpose(x, perm), [randomInput(shape, s)]),
      ),
      { numRuns: 80 },
    ));

  it('slice', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          dim.chain((n) =>
            fc
              .tuple(fc.constant(n), fc.nat(n - 1))
              .chain(([size, begin]) =>
                fc.tuple(fc.constant(size), fc.constant(begin), fc.integer({ min: 0, max: size - begin })),
              ),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        seed,
        async (dims, s) =>
          expectSameAsCpu(
            (x) =>
              tf.slice(
                x,
                dims.map(([, begin]) => begin),
                dims.map(([, , size]) => size),
              ),
            [
              randomInput(
                dims.map(([n]) => n),
                s,
              ),
            ],
          ),
      ),
      { numRuns: 80 },
    ));

  it('split, and through it the gradient of a concatenation', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }),
        fc.nat(2),
        seed,
        async (widths, axis, s) => {
          const shape = (width: number) => [3, 2, 4].map((n, i) => (i === axis ? width : n));
          const whole = randomInput(shape(widths.reduce((sum, n) => sum + n, 0)), s);
          await expectSameAsCpu((x) => tf.concat(tf.split(x, widths, axis).toReversed(), axis), [whole]);
        },
      ),
      { numRuns: 40 },
    ));

  it('pad', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anySize, fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 }),
        seed,
        async (dims, s) =>
          expectSameAsCpu(
            (x) =>
              tf.pad(
                x,
                dims.map(([, before, after]) => [before, after] as [number, number]),
                2.5,
              ),
            [
              randomInput(
                dims.map(([n]) => n),
                s,
              ),
            ],
          ),
      ),
      runs,
    ));

  it('concat and its gradient', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(dim, { minLength: 1, maxLength: 4 }),
        fc.array(dim, { minLength: 2, maxLength: 4 }),
        fc.nat(3),
        seed,
        async (shape, widths, at, s) => {
          const axis = at % shape.length;
          const inputs = widths.map((width, i) =>
            randomInput(
              shape.map((n, j) => (j === axis ? width : n)),
              s + i,
            ),
          );
          await expectSameAsCpu((...xs) => tf.concat(xs, axis), inputs);
          await expectSameAsCpu((...xs) => tf.grads((...vs) => tf.square(tf.concat(vs, axis)))(xs), inputs);
        },
      ),
      runs,
    ));

  it('fill', () => expectSameAsCpu(() => [tf.fill([3, 5], 1.5), tf.zeros([7]), tf.ones([2, 2, 2])], []));
});

describe('matrix products agree with cpu', () => {
  it('matMul, all transposes, batches, broadcast', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(
          fc.integer({ min: 1, max: 20 }),
          fc.integer({ min: 1, max: 20 }),
          fc.integer({ min: 1, max: 20 }),
        ),
        fc.boolean(),
        fc.boolean(),
        fc.nat(3),
        fc.constantFrom('both', 'a', 'b'),
        seed,
        async ([m, n, k], ta, tb, batch, kind, s) => {
          const a = [...(batch > 0 && kind !== 'b' ? [batch] : []), ...(ta ? [k, m] : [m, k])];
          const b = [...(batch > 0 && kind !== 'a' ? [batch] : []), ...(tb ? [n, k] : [k, n])];
          await expectSameAsCpu(
            (x, y) => tf.matMul(x, y, ta, tb),
            [randomInput(a, s), randomInput(b, s + 1)],
          );
        },
      ),
      { numRuns: 80 },
    ));

  it.each([
    [7, 1030, 900],
    [600, 9, 700],
    [33, 17, 2000],
  ])('matMul %i x %i x %i', async (m, n, k) => {
    for (const ta of [false, true]) {
      for (const tb of [false, true]) {
        await expectSameAsCpu(
          (x, y) => tf.matMul(x, y, ta, tb),
          [randomInput(ta ? [k, m] : [m, k]), randomInput(tb ? [n, k] : [k, n], 2)],
          5e-5,
        );
      }
    }
  });

  it.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const)(
    'fused with %s',
    async (activation) => {
      for (const biasShape of [undefined, [1], [11], [5, 11]]) {
        await expectSameAsCpu(
          (a, b, bias, weights) =>
            tf.fused.matMul({
              a,
              b,
              ...(biasShape ? { bias } : {}),
              activation,
              leakyreluAlpha: 0.2,
              ...(activation === 'prelu' ? { preluActivationWeights: weights } : {}),
            }),
          [
            randomInput([5, 6]),
            randomInput([6, 11], 2),
            randomInput(biasShape ?? [1], 3),
            randomInput([11], 4),
          ],
        );
      }
    },
  );
});

describe('convolutions agree with cpu', () => {
  const geometry = fc.record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    inChannels: fc.constantFrom(1, 2, 3, 5, 8, 9, 12),
    outChannels: fc.constantFrom(1, 3, 4, 8, 10),
    kernelHeight: fc.integer({ min: 1, max: 4 }),
    kernelWidth: fc.integer({ min: 1, max: 4 }),
    strideHeight: fc.integer({ min: 1, max: 4 }),
    strideWidth: fc.integer({ min: 1, max: 4 }),
    pad: fc.oneof(
      fc.constantFrom('same', 'valid'),
      fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)).map(([t, b, l, r]) => [
        [0, 0],
        [t, b],
        [l, r],
        [0, 0],
      ]),
    ),
    seed,
  });
  type Geometry = typeof geometry extends fc.Arbitrary<infer G> ? G : never;
  const fits = (g: Geometry, depth: number): boolean => {
    try {
      const info = tf.backend_util.computeConv2DInfo(
        [g.batch, g.height, g.width, g.inChannels],
        [g.kernelHeight, g.kernelWidth, g.inChannels, depth],
        [g.strideHeight, g.strideWidth],
        1,
        g.pad as 'same',
      );
      return info.outHeight > 0 && info.outWidth > 0;
    } catch {
      return false;
    }
  };
  const inputsOf = (g: Geometry): [ReturnType<typeof randomInput>, ReturnType<typeof randomInput>] => [
    randomInput([g.batch, g.height, g.width, g.inChannels], g.seed),
    randomInput([g.kernelHeight, g.kernelWidth, g.inChannels, g.outChannels], g.seed + 1),
  ];

  it('conv2d, input and filter gradient', () =>
    fc.assert(
      fc.asyncProperty(geometry, async (g) => {
        fc.pre(fits(g, g.outChannels));
        const conv: TensorProgram = (x, f) =>
          tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, [g.strideHeight, g.strideWidth], g.pad as 'same');
        await expectSameAsCpu(conv, inputsOf(g));
        await expectSameAsCpu(
          (x, f) => tf.grads((a, b) => tf.square(conv(a, b) as tf.Tensor))([x, f]),
          inputsOf(g),
          5e-5,
        );
      }),
      { numRuns: 120 },
    ));

  it('conv2d with dilation', () =>
    fc.assert(
      fc.asyncProperty(
        geometry,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (g, dh, dw) => {
          const x = randomInput([g.batch, g.height + 9, g.width + 9, g.inChannels], g.seed);
          const f = randomInput([g.kernelHeight, g.kernelWidth, g.inChannels, g.outChannels], g.seed + 1);
          await expectSameAsCpu(
            (a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, g.pad as 'same', 'NHWC', [dh, dw]),
            [x, f],
          );
        },
      ),
      { numRuns: 40 },
    ));

  it('large convolutions cross all blocks', async () => {
    const conv: TensorProgram = (x, f) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 2, 'same');
    const inputs = [randomInput([2, 31, 29, 24]), randomInput([3, 3, 24, 70], 2)];
    await expectSameAsCpu(conv, inputs);
    await expectSameAsCpu((x, f) => tf.grads((a, b) => conv(a, b) as tf.Tensor)([x, f]), inputs, 1e-4);
  }, 120_000);

  it('depthwise, input and filter gradient', () =>
    fc.assert(
      fc.asyncProperty(geometry, fc.constantFrom(1, 1, 1, 2), async (g, multiplier) => {
        fc.pre(fits(g, multiplier));
        const conv: TensorProgram = (x, f) =>
          tf.depthwiseConv2d(
            x as tf.Tensor4D,
            f as tf.Tensor4D,
            [g.strideHeight, g.strideWidth],
            g.pad as 'same',
          );
        const inputs = [
          inputsOf(g)[0],
          randomInput([g.kernelHeight, g.kernelWidth, g.inChannels, multiplier], g.seed + 1),
        ];
        await expectSameAsCpu(conv, inputs);
        await expectSameAsCpu(
          (x, f) => tf.grads((a, b) => tf.square(conv(a, b) as tf.Tensor))([x, f]),
          inputs,
          5e-5,
        );
      }),
      { numRuns: 80 },
    ));

  // Wide enough for outputs that are computed side by side, and channels for every remainder of a vector.
  it.each([
    { kernel: 3, stride: 1, channels: 11, pad: 1 },
    { kernel: 3, stride: 2, channels: 24, pad: 1 },
    { kernel: 5, stride: 1, channels: 13, pad: 2 },
    { kernel: 5, stride: 2, channels: 6, pad: 4 },
    { kernel: 3, stride: 1, channels: 8, pad: 0 },
    { kernel: 1, stride: 3, channels: 9, pad: 0 },
  ])('wide depthwise $kernel, stride $stride, $channels channels', async (test) => {
    const { kernel, stride, channels, pad } = test;
    const conv: TensorProgram = (x, f) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, stride, pad, 'NHWC', 1, 'floor');
    const inputs = [randomInput([2, 9, 23, channels]), randomInput([kernel, kernel, channels, 1], 2)];
    await expectSameAsCpu(conv, inputs);
    await expectSameAsCpu(
      (x, f) => tf.grads((a, b) => tf.square(conv(a, b) as tf.Tensor))([x, f]),
      inputs,
      5e-5,
    );
  });

  it.each([2, 3])('wide depthwise with dilation %i', async (dilation) => {
    await expectSameAsCpu(
      (x, f) => tf.depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, 'same', 'NHWC', dilation),
      [randomInput([2, 9, 23, 11]), randomInput([3, 3, 11, 1], 2)],
    );
  });

  it.each(['linear', 'relu', 'relu6', 'elu', 'prelu'] as const)('fused with %s', async (activation) => {
    for (const biasShape of [undefined, [], [10]]) {
      const options = (bias: tf.Tensor, weights: tf.Tensor): object => ({
        strides: 1,
        pad: 'same',
        activation,
        ...(biasShape ? { bias } : {}),
        ...(activation === 'prelu' ? { preluActivationWeights: weights } : {}),
      });
      const inputs = [
        randomInput([2, 5, 6, 3]),
        randomInput([3, 3, 3, 10], 2),
        randomInput(biasShape ?? [1], 3),
        randomInput([1, 1, 10], 4),
      ];
      await expectSameAsCpu(
        (x, f, b, w) =>
          tf.fused.conv2d({ x: x as tf.Tensor4D, filter: f as tf.Tensor4D, ...options(b, w) } as never),
        inputs,
      );
      const wide = [randomInput([2, 5, 6, 10]), randomInput([3, 3, 10, 1], 2), ...inputs.slice(2)];
      await expectSameAsCpu(
        (x, f, b, w) =>
          tf.fused.depthwiseConv2d({
            x: x as tf.Tensor4D,
            filter: f as tf.Tensor4D,
            ...options(b, w),
          } as never),
        wide,
      );
    }
  });

  it('pooling and gradients', () =>
    fc.assert(
      fc.asyncProperty(geometry, async (g) => {
        fc.pre(fits(g, 1) && g.strideHeight > 0);
        const x = randomInput([g.batch, g.height, g.width, g.inChannels], g.seed);
        const size: [number, number] = [g.kernelHeight, g.kernelWidth];
        const strides: [number, number] = [g.strideHeight, g.strideWidth];
        const max: TensorProgram = (v) => tf.maxPool(v as tf.Tensor4D, size, strides, g.pad as 'same');
        const avg: TensorProgram = (v) => tf.avgPool(v as tf.Tensor4D, size, strides, g.pad as 'same');
        for (const program of [max, avg]) {
          await expectSameAsCpu(program, [x]);
          await expectSameAsCpu((v) => tf.grad((a) => tf.square(program(a) as tf.Tensor))(v), [x]);
        }
      }),
      { numRuns: 80 },
    ));
});

// The last one: it looks back at all that ran.
it('every native kernel was compared', () => {
  // gather.test.ts has the others.
  const wanted = Object.keys(nativeKernels).filter((name) => !Object.hasOwn(gatherKernels, name));
  expect(wanted.filter((name) => !ran.has(name))).toEqual([]);
});
