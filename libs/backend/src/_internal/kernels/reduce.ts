import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { reduceCode } from '../codes.ts';
import { isNative, sizeOf, type KernelTable, type NativeKernel, type Runtime } from '../runtime.ts';

interface Run {
  size: number;
  isReduced: boolean;
}

/** The shape as alternating runs of kept and reduced dimensions. */
function runsOf(shape: readonly number[], axes: readonly number[]): Run[] {
  const runs: Run[] = [];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const isReduced = axes.includes(axis);
    const last = runs.at(-1);
    if (last?.isReduced === isReduced) last.size *= size;
    else runs.push({ size, isReduced });
  });
  return runs;
}

/** Reduces `x` over `axes`, innermost run first; the result has shape `outShape`. */
export function applyReduce(
  runtime: Runtime,
  code: number,
  x: TensorInfo,
  axes: readonly number[],
  outShape: number[],
  scale = 1,
): TensorInfo {
  const { backend, wasm } = runtime;
  const runs = runsOf(x.shape, axes);
  if (!runs.some((run) => run.isReduced)) runs.push({ size: 1, isReduced: true });
  let current = x;
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i];
    if (!run?.isReduced) continue;
    const isLast = !runs.slice(0, i).some((other) => other.isReduced);
    const outer = runs.slice(0, i).reduce((size, other) => size * other.size, 1);
    const inner = runs.slice(i + 1).reduce((size, other) => size * other.size, 1);
    const from = backend.addressOf(current);
    const next = backend.makeResident(isLast ? outShape : [outer, inner]);
    wasm.reduce(code, from, backend.addressOf(next), outer, run.size, inner, isLast ? scale : 1);
    if (current !== x) backend.disposeIntermediateTensorInfo(current);
    runs.splice(i, 1);
    current = next;
  }
  return current;
}

function reduce(code: number, attribute: string, isMean = false): NativeKernel {
  return (runtime, { inputs, attrs }) => {
    const x = inputs['x'];
    if (!x || !isNative(x)) return undefined;
    const axes = tf.util.parseAxisParam(attrs[attribute] as number | number[], x.shape);
    const keepDims = attrs['keepDims'] === true;
    const outShape = x.shape.flatMap((size, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [size]));
    const scale = isMean ? sizeOf(outShape) / sizeOf(x.shape) : 1;
    return applyReduce(runtime, code, x, axes, outShape, scale);
  };
}

/** Reductions. */
export const reduceKernels: KernelTable = {
  Sum: reduce(reduceCode.sum, 'axis'),
  Mean: reduce(reduceCode.sum, 'axis', true),
  Max: reduce(reduceCode.max, 'reductionIndices'),
  Min: reduce(reduceCode.min, 'axis'),
};
