import * as tf from '@tensorflow/tfjs';
import { copyRegion } from '../copy.ts';
import { mergeDims, stridesOf, type Dim } from '../layout.ts';
import { isNative, sizeOf, type KernelTable, type NativeKernel } from '../runtime.ts';

const transpose: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend, wasm } = runtime;
  const x = inputs['x'];
  if (!x || !isNative(x)) return undefined;
  const perm = attrs['perm'] as number[];
  const shape = perm.map((axis) => x.shape[axis] ?? 1);
  const sourceStrides = stridesOf(x.shape);
  const targetStrides = stridesOf(shape);
  const dims = shape.map((size, i): Dim => ({
    size,
    source: sourceStrides[perm[i] ?? 0] ?? 0,
    target: targetStrides[i] ?? 0,
  }));
  const merged = mergeDims(dims);
  const [a, b, c] = merged.length === 2 ? [{ size: 1, source: 0, target: 0 }, ...merged] : merged;
  const from = backend.addressOf(x);
  const out = backend.makeResident(shape);
  const to = backend.addressOf(out);
  const isBatch =
    merged.length === 2 || (merged.length === 3 && a?.source === (b?.size ?? 0) * (c?.size ?? 0));
  if (isBatch && a && b && c && b.source === 1 && c.source === b.size) {
    wasm.transpose2d(from, to, a.size, c.size, b.size);
    return out;
  }
  if (copyRegion(runtime, from, to, dims)) return out;
  backend.disposeIntermediateTensorInfo(out);
  return undefined;
};

const slice: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend } = runtime;
  const x = inputs['x'];
  if (!x || !isNative(x)) return undefined;
  const [begin, size] = tf.slice_util.parseSliceParams(
    x,
    attrs['begin'] as number[],
    attrs['size'] as number[],
  ) as [number[], number[]];
  tf.slice_util.assertParamsValid(x, begin, size);
  if (sizeOf(size) === 0) return undefined;
  const strides = stridesOf(x.shape);
  const outStrides = stridesOf(size);
  const offset = begin.reduce((sum, at, i) => sum + at * (strides[i] ?? 0), 0);
  const from = backend.addressOf(x) + offset * 4;
  const out = backend.makeResident(size);
  const dims = size.map((n, i): Dim => ({ size: n, source: strides[i] ?? 0, target: outStrides[i] ?? 0 }));
  if (copyRegion(runtime, from, backend.addressOf(out), dims)) return out;
  backend.disposeIntermediateTensorInfo(out);
  return undefined;
};

/* The gradient of a concatenation: stock `SplitV` reads element by element. */
const splitV: NativeKernel = (runtime, { inputs, attrs, backend }) => {
  const x = inputs['x'];
  if (!x || !isNative(x)) return undefined;
  const [axis = 0] = tf.util.parseAxisParam(attrs['axis'] as number, x.shape);
  const split = attrs['numOrSizeSplits'] as number | number[];
  const sizes = tf.backend_util.prepareSplitSize(x, split, axis);
  const parts: tf.TensorInfo[] = [];
  let start = 0;
  for (const width of sizes) {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const size = x.shape.map((n, i) => (i === axis ? width : n));
    const part = slice(runtime, { inputs: { x }, attrs: { begin, size }, backend });
    if (part === undefined || Array.isArray(part)) {
      parts.forEach((each) => backend.disposeIntermediateTensorInfo(each));
      return undefined;
    }
    parts.push(part);
    start += width;
  }
  return parts;
};

const pad: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend, wasm } = runtime;
  const x = inputs['x'];
  if (!x || !isNative(x)) return undefined;
  const paddings = attrs['paddings'] as [number, number][];
  if (paddings.some(([before, after]) => before < 0 || after < 0)) return undefined;
  const shape = x.shape.map((size, i) => size + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  const strides = stridesOf(shape);
  const sourceStrides = stridesOf(x.shape);
  const offset = paddings.reduce((sum, [before], i) => sum + before * (strides[i] ?? 0), 0);
  const from = backend.addressOf(x);
  const out = backend.makeResident(shape);
  const to = backend.addressOf(out);
  wasm.fill(to, sizeOf(shape), attrs['constantValue'] as number);
  const dims = x.shape.map((size, i): Dim => ({
    size,
    source: sourceStrides[i] ?? 0,
    target: strides[i] ?? 0,
  }));
  if (copyRegion(runtime, from, to + offset * 4, dims)) return out;
  backend.disposeIntermediateTensorInfo(out);
  return undefined;
};

const concat: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend } = runtime;
  const tensors = Object.values(inputs).filter((tensor) => sizeOf(tensor.shape) > 0);
  const first = tensors[0];
  if (!first || !isNative(...tensors) || tensors.length !== Object.values(inputs).length) return undefined;
  const axis = tf.util.parseAxisParam(attrs['axis'] as number, first.shape)[0] ?? 0;
  tf.backend_util.assertParamsConsistent(
    tensors.map((tensor) => tensor.shape),
    axis,
  );
  const shape = tf.backend_util.computeOutShape(
    tensors.map((tensor) => tensor.shape),
    axis,
  );
  const outer = sizeOf(shape.slice(0, axis));
  const row = sizeOf(shape.slice(axis));
  const addresses = tensors.map((tensor) => backend.addressOf(tensor));
  const out = backend.makeResident(shape);
  let to = backend.addressOf(out);
  tensors.forEach((tensor, i) => {
    const width = sizeOf(tensor.shape) / outer;
    copyRegion(runtime, addresses[i] ?? 0, to, [
      { size: outer, source: width, target: row },
      { size: width, source: 1, target: 1 },
    ]);
    to += width * 4;
  });
  return out;
};

function filled(value: number): NativeKernel {
  return (runtime, { inputs }) => {
    const x = inputs['x'];
    if (!x || !isNative(x)) return undefined;
    const out = runtime.backend.makeResident(x.shape);
    runtime.wasm.fill(runtime.backend.addressOf(out), sizeOf(x.shape), value);
    return out;
  };
}

const fill: NativeKernel = (runtime, { attrs }) => {
  const shape = attrs['shape'] as number[];
  const value = attrs['value'];
  const dtype = (attrs['dtype'] as string | undefined) ?? tf.util.inferDtype(value as number);
  if (dtype !== 'float32' || typeof value !== 'number' || sizeOf(shape) === 0) return undefined;
  const out = runtime.backend.makeResident(shape);
  runtime.wasm.fill(runtime.backend.addressOf(out), sizeOf(shape), value);
  return out;
};

/** Kernels that move or make values. */
export const shapeKernels: KernelTable = {
  Transpose: transpose,
  Slice: slice,
  SplitV: splitV,
  PadV2: pad,
  Concat: concat,
  ZerosLike: filled(0),
  OnesLike: filled(1),
  Fill: fill,
};
