import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSameAsCpu, randomInput } from '../testing/compare.ts';
import { observeKernels } from '../testing/observe-kernels.ts';
import { gatherKernels } from './gather.ts';

const ran = observeKernels();

const dim = fc.integer({ min: 1, max: 6 });
const seed = fc.integer({ min: 1, max: 1_000_000 });
const options = { seed: 20_251_107, numRuns: 40 };

describe('picking and repeating agree with cpu', () => {
  it('gather and its gradient', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(dim, { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.array(fc.nat(5), { minLength: 1 }),
        seed,
        async (shape, at, draws, s) => {
          const axis = at % shape.length;
          const picks = draws.map((draw) => draw % (shape[axis] ?? 1));
          const pick = (x: tf.Tensor): tf.Tensor => tf.gather(x, tf.tensor1d(picks, 'int32'), axis);
          await expectSameAsCpu((x) => pick(x), [randomInput(shape, s)]);
          await expectSameAsCpu((x) => tf.grad((v) => tf.square(pick(v)))(x), [randomInput(shape, s)]);
        },
      ),
      options,
    ));

  it('segment sums, with rows outside of all segments', () =>
    expectSameAsCpu(
      (x) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 7, 2, -1], 'int32'), 4),
      [randomInput([5, 3, 3])],
    ));

  it('tile and its gradient', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(dim, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 4 }),
        seed,
        async (dims, s) => {
          const repeat = (x: tf.Tensor): tf.Tensor =>
            tf.tile(
              x,
              dims.map(([, reps]) => reps),
            );
          const x = randomInput(
            dims.map(([size]) => size),
            s,
          );
          await expectSameAsCpu((v) => repeat(v), [x]);
          await expectSameAsCpu((v) => tf.grad((w) => tf.square(repeat(w)))(v), [x]);
        },
      ),
      options,
    ));
});

// The last one: it looks back at all that ran.
it('every native kernel was compared', () => {
  expect(Object.keys(gatherKernels).filter((name) => !ran.has(name))).toEqual([]);
});
