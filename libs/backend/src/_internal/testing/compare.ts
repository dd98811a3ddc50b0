import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { useConvlabBackend } from '../../use-convlab-backend/use-convlab-backend.ts';

/** A function from tensors to tensors, run on several backends. */
export type TensorProgram = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

/** Values and shape of an input. */
export interface Input {
  shape: number[];
  values: number[];
  dtype?: 'float32' | 'int32' | 'bool';
}

interface Result {
  shapes: number[][];
  dtypes: string[];
  values: number[][];
}

function run(program: TensorProgram, inputs: readonly Input[]): Result {
  const before = tf.memory().numTensors;
  const outputs = [tf.tidy(() => program(...inputs.map(toTensor)))].flat();
  const result = {
    shapes: outputs.map((output) => output.shape),
    dtypes: outputs.map((output) => output.dtype),
    values: outputs.map((output) => Array.from(output.dataSync())),
  };
  tf.dispose(outputs);
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

/** |a - b| relative to max(1, |b|); equal NaN and infinities agree. */
export function relativeError(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  return Math.abs(a - b) / Math.max(1, Math.abs(b));
}

/**
 * Runs a program on `convlab` (with every GEMM provider there is, on 1 and on 2 threads) and on `cpu`: same shapes, types and
 * values.
 */
export async function expectSameAsCpu(
  program: TensorProgram,
  inputs: readonly Input[],
  tolerance = 1e-5,
): Promise<void> {
  await tf.setBackend('cpu');
  const expected = run(program, inputs);
  for (const gemm of ['wasm', 'blas'] as const) {
    for (const threads of [1, 2]) {
      // However small the tensors are, the threads share them.
      const info = await useConvlabBackend({ gemm, threads, parallelFrom: 1 });
      if (info.gemm !== gemm) continue;
      expect(info.threads).toBe(threads);
      expectClose(run(program, inputs), expected, tolerance, `${gemm}, ${threads} threads`);
    }
  }
}

function expectClose(actual: Result, expected: Result, tolerance: number, provider: string): void {
  expect(actual.shapes).toEqual(expected.shapes);
  expect(actual.dtypes).toEqual(expected.dtypes);
  actual.values.forEach((values, output) => {
    values.forEach((value, i) => {
      const wanted = expected.values[output]?.[i] ?? NaN;
      const error = relativeError(value, wanted);
      if (!(error <= tolerance)) {
        expect.fail(`${provider}: output ${output}, value ${i}: ${value} instead of ${wanted}`);
      }
    });
  });
}

function toTensor({ values, shape, dtype }: Input): tf.Tensor {
  return tf.tensor(values, shape, dtype ?? 'float32');
}

/** Deterministic values in [-1, 1], away from ties. */
export function randomInput(shape: readonly number[], seed = 1): Input {
  const size = shape.reduce((product, dim) => product * dim, 1);
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
  return { shape: [...shape], values: Array.from({ length: size }, next) };
}
