import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResampleFill, ResampleStep } from '../../_internal/op-kernels/resample.ts';
import { expectSameAsCpu, randomInput } from '../../_internal/testing/compare.ts';
import { useConvlabBackend } from '../../use-convlab-backend/use-convlab-backend.ts';
import { resampleImages } from './resample-images.ts';

type Shape = [number, number, number, number];
type Steps = ResampleStep[][];

fc.configureGlobal({ seed: 20_251_125 });

/** The index of the pixel that an unbounded continuation of an axis shows at `i`, found by walking there. */
function continued(i: number, size: number, fill: ResampleFill): number | undefined {
  if (i >= 0 && i < size) return i;
  if (fill === 'edge') return Math.min(size - 1, Math.max(0, i));
  if (fill !== 'reflect') return undefined;
  // Mirrors stand half a pixel outside the first and the last pixel.
  return continued(i < 0 ? -1 - i : 2 * size - 1 - i, size, fill);
}

/** The sum over all pixels of the continued image, each weighted by a tent one pixel wide. */
function reference(values: number[], [n, h, w, c]: Shape, steps: Steps, fill: ResampleFill): number[] {
  const centre = [(w - 1) / 2, (h - 1) / 2] as const;
  const corner = Math.hypot(...centre);
  const pixel = (image: number, y: number, x: number, channel: number): number => {
    const [row, column] = [continued(y, h, fill), continued(x, w, fill)];
    if (row === undefined || column === undefined) return typeof fill === 'object' ? fill.value : NaN;
    return values[((image * h + row) * w + column) * c + channel] ?? NaN;
  };
  return Array.from({ length: n * h * w * c }, (_, at) => {
    const image = Math.floor(at / (h * w * c));
    const start = [(Math.floor(at / c) % w) - centre[0], (Math.floor(at / (w * c)) % h) - centre[1]];
    const end = (steps[image] ?? []).reduce(([x = 0, y = 0], step) => {
      if ('affine' in step) {
        const [a, b, cx, d, e, f] = step.affine;
        return [a * x + b * y + cx, d * x + e * y + f];
      }
      const r = corner === 0 ? 0 : Math.hypot(x, y) / corner;
      return [x * (1 + step.lens * r ** 2), y * (1 + step.lens * r ** 2)];
    }, start);
    const [x, y] = [(end[0] ?? NaN) + centre[0], (end[1] ?? NaN) + centre[1]];
    let sum = 0;
    for (let i = Math.floor(y) - 1; i <= y + 1; i++)
      for (let j = Math.floor(x) - 1; j <= x + 1; j++) {
        const weight = Math.max(0, 1 - Math.abs(y - i)) * Math.max(0, 1 - Math.abs(x - j));
        if (weight > 0) sum += weight * pixel(image, i, j, at % c);
      }
    return sum;
  });
}

function resampled(values: number[], shape: Shape, steps: Steps, fill: ResampleFill): number[] {
  return tf.tidy(() => [...resampleImages(tf.tensor4d(values, shape), steps, { fill }).dataSync()]);
}

function expectClose(actual: number[], expected: number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const errors = actual.map((value, i) => Math.abs(value - (expected[i] ?? NaN)));
  expect(errors.filter((error) => !(error <= tolerance))).toEqual([]);
}

const translation = (x: number, y: number): ResampleStep => ({ affine: [1, 0, x, 0, 1, y] });
const anyFill = fc.constantFrom<ResampleFill>('edge', 'reflect', { value: 0.3 });
const number = (limit: number): fc.Arbitrary<number> =>
  fc.double({ min: -limit, max: limit, noNaN: true, noDefaultInfinity: true });
const anyStep: fc.Arbitrary<ResampleStep> = fc.oneof(
  fc.record({
    affine: fc.tuple(number(1.5), number(1.5), number(9), number(1.5), number(1.5), number(9)),
  }),
  fc.record({ lens: number(0.5) }),
);
const anyCase = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    h: fc.integer({ min: 1, max: 7 }),
    w: fc.integer({ min: 1, max: 7 }),
    c: fc.integer({ min: 1, max: 5 }),
    fill: anyFill,
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .chain(({ n, h, w, c, ...rest }) =>
    fc.record({
      shape: fc.constant<Shape>([n, h, w, c]),
      steps: fc.array(fc.array(anyStep, { maxLength: 3 }), { minLength: n, maxLength: n }),
      fill: fc.constant(rest.fill),
      seed: fc.constant(rest.seed),
    }),
  );

describe.each([
  ['convlab', 1],
  ['convlab', 2],
  ['cpu', 1],
])('resampleImages on %s, %i thread(s)', (backend, threads) => {
  beforeAll(async () => {
    if (backend === 'convlab') await useConvlabBackend({ gemm: 'wasm', threads, parallelFrom: 1 });
    else await tf.setBackend(backend);
  });

  // 1 2 3
  // 4 5 6
  const six = [1, 2, 3, 4, 5, 6];

  it('leaves images without steps as they are', () => {
    const shape: Shape = [2, 5, 7, 3];
    const { values } = randomInput(shape);
    expect(resampled(values, shape, [[], [{ affine: [1, 0, 0, 0, 1, 0] }]], 'edge')).toEqual(
      values.map(Math.fround),
    );
  });

  it.each<[string, ResampleFill, ResampleStep, number[]]>([
    ['a pixel to the left, edge', 'edge', translation(1, 0), [2, 3, 3, 5, 6, 6]],
    ['two pixels to the left, reflect', 'reflect', translation(2, 0), [3, 3, 2, 6, 6, 5]],
    ['a pixel up, value', { value: -1 }, translation(0, 1), [4, 5, 6, -1, -1, -1]],
    ['half a pixel to the right, edge', 'edge', translation(-0.5, 0), [1, 1.5, 2.5, 4, 4.5, 5.5]],
    ['half a pixel to the right, value', { value: 0 }, translation(-0.5, 0), [0.5, 1.5, 2.5, 2, 4.5, 5.5]],
    ['half a pixel down and left', 'reflect', translation(0.5, -0.5), [1.5, 2.5, 3, 3, 4, 4.5]],
    // r² is 1 at the corners, 1/5 above and below the centre: x = ±1 -> ±2, y = ±1/2 -> ±1 and ±0.6.
    ['a lens', 'edge', { lens: 1 }, [1, 2, 3, 4, 5, 6]],
    ['a lens, value', { value: 0 }, { lens: 1 }, [0, 1.8, 0, 0, 4.5, 0]],
  ])('moves %s', (_, fill, step, expected) => {
    expectClose(resampled(six, [1, 2, 3, 1], [[step]], fill), expected, 1e-6);
  });

  it('turns by 90 degrees', () => {
    // x' = y, y' = -x: the top left pixel (-1, -1) takes its value from (-1, 1), the bottom left.
    const turn: ResampleStep = { affine: [0, 1, 0, -1, 0, 0] };
    expect(resampled([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1], [[turn]], 'edge')).toEqual([
      7, 4, 1, 8, 5, 2, 9, 6, 3,
    ]);
  });

  it('follows the formula for any shape, steps and fill', () => {
    fc.assert(
      fc.property(anyCase, ({ shape, steps, fill, seed }) => {
        const values = randomInput(shape, seed).values.map(Math.fround);
        expectClose(resampled(values, shape, steps, fill), reference(values, shape, steps, fill), 1e-5);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps positions far away within the image', () => {
    expect(resampled([2], [1, 1, 1, 1], [[{ lens: 1e9 }, translation(1e300, -1e300)]], 'edge')).toEqual([2]);
    expect(resampled([2], [1, 1, 1, 1], [[translation(1e300, 0)]], { value: 5 })).toEqual([5]);
  });

  it.each<ResampleFill>(['edge', 'reflect', { value: 0.7 }])('differentiates, fill %o', (fill) => {
    const shape: Shape = [2, 3, 4, 2];
    const { values } = randomInput(shape);
    const { values: weights } = randomInput(shape, 9);
    const steps: Steps = [[{ affine: [0.8, -0.5, 0.7, 0.4, 1.2, -0.3] }, { lens: 0.3 }], [{ lens: -0.4 }]];
    const loss = (x: tf.Tensor): tf.Tensor => {
      const y = resampleImages(x as tf.Tensor4D, steps, { fill });
      return tf.sum(tf.mul(tf.square(y), tf.tensor(weights, shape)));
    };
    const exact = (at: number[]): number =>
      reference(at, shape, steps, fill).reduce((sum, y, i) => sum + y * y * (weights[i] ?? NaN), 0);
    const wanted = values.map((value, i) => {
      const beside = (h: number): number => exact(values.with(i, value + h));
      return (beside(1e-4) - beside(-1e-4)) / 2e-4;
    });
    const gradient = tf.tidy(() => [...tf.grad(loss)(tf.tensor(values, shape)).dataSync()]);
    expectClose(gradient, wanted, 1e-5);

    // Second derivatives: the Hessian of the quadratic loss times a direction is the difference of two gradients.
    const direction = randomInput(shape, 5).values;
    const product = tf.tidy(() => {
      const along = (x: tf.Tensor): tf.Tensor =>
        tf.sum(tf.mul(tf.grad(loss)(x), tf.tensor(direction, shape)));
      return [...tf.grad(along)(tf.tensor(values, shape)).dataSync()];
    });
    const gradientAt = (h: number): number[] =>
      tf.tidy(() => [
        ...tf
          .grad(loss)(
            tf.tensor(
              values.map((value, i) => value + h * (direction[i] ?? NaN)),
              shape,
            ),
          )
          .dataSync(),
      ]);
    const [ahead, behind] = [gradientAt(0.5), gradientAt(-0.5)];
    expectClose(
      product,
      ahead.map((value, i) => value - (behind[i] ?? NaN)),
      1e-5,
    );
  });

  it('takes no images and leaks no tensors', () => {
    expect(resampled([], [0, 3, 3, 1], [], 'edge')).toEqual([]);
    const before = tf.memory().numTensors;
    const x = tf.tensor4d(six, [1, 2, 3, 1]);
    tf.dispose([resampleImages(x, [[{ lens: 0.2 }]]), x]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each<[string, () => unknown]>([
    ['E_OP_RANK', () => resampleImages(tf.zeros([2, 2]) as unknown as tf.Tensor4D, [])],
    ['E_OP_TYPE', () => resampleImages(tf.zeros([1, 2, 2, 1], 'int32'), [[]])],
    ['E_OP_STEPS', () => resampleImages(tf.zeros([2, 2, 2, 1]), [[]])],
    ['E_OP_STEPS', () => resampleImages(tf.zeros([1, 2, 2, 1]), [[{ lens: NaN }]])],
    ['E_OP_STEPS', () => resampleImages(tf.zeros([1, 2, 2, 1]), [[translation(Infinity, 0)]])],
    ['E_OP_FILL', () => resampleImages(tf.zeros([1, 2, 2, 1]), [[]], { fill: { value: NaN } })],
  ])('says what is wrong: %s', (code, call) => {
    expect(() => tf.tidy(() => void call())).toThrow(expect.objectContaining({ code }) as Error);
  });
});

it('is the same on both, forward and backward', async () => {
  const steps: Steps = [[{ affine: [0.9, 0.3, 1.2, -0.2, 1.1, -2] }, { lens: 0.2 }, translation(0.4, 0)], []];
  for (const fill of ['edge', 'reflect', { value: 2 }] as const) {
    const inputs = [randomInput([2, 28, 27, 3]), randomInput([2, 28, 27, 3], 2)];
    const op = (x: tf.Tensor): tf.Tensor => resampleImages(x as tf.Tensor4D, steps, { fill });
    await expectSameAsCpu((x) => op(x), inputs.slice(0, 1));
    await expectSameAsCpu((x, dy) => tf.grad(op)(x, dy), inputs);
  }
});
