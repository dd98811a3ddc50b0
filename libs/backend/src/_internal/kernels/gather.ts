import * as tf from '@tensorflow/tfjs';
import { binaryCode } from '../codes.ts';
import { copyRegion } from '../copy.ts';
import { stridesOf, type Dim } from '../layout.ts';
import { isNative, sizeOf, type KernelTable, type NativeKernel } from '../runtime.ts';

const gather: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend, memory } = runtime;
  const { x, indices } = inputs;
  if (!x || !indices || !isNative(x) || sizeOf(indices.shape) === 0) return undefined;
  if (((attrs['batchDims'] as number | undefined) ?? 0) !== 0) return undefined;
  const axis = tf.util.parseAxisParam(attrs['axis'] as number, x.shape)[0] ?? 0;
  const size = x.shape[axis] ?? 0;
  const picks = backend.readSync(indices.dataId) as Int32Array;
  // The stock kernel words the error for an index out of range.
  if (!picks.every((pick) => pick >= 0 && pick < size)) return undefined;
  const outer = sizeOf(x.shape.slice(0, axis));
  const bytes = sizeOf(x.shape.slice(axis + 1)) * 4;
  const from = backend.addressOf(x);
  const out = backend.makeResident([...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)]);
  const { u8 } = memory;
  let to = backend.addressOf(out);
  for (let i = 0; i < outer; i++) {
    const base = from + i * size * bytes;
    for (const pick of picks) {
      u8.copyWithin(to, base + pick * bytes, base + (pick + 1) * bytes);
      to += bytes;
    }
  }
  return out;
};

const unsortedSegmentSum: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend, wasm } = runtime;
  const { x, segmentIds } = inputs;
  const numSegments = attrs['numSegments'] as number;
  if (!x || !segmentIds || !isNative(x) || segmentIds.shape.length !== 1 || numSegments < 1) return undefined;
  if (segmentIds.shape[0] !== x.shape[0]) return undefined;
  const ids = backend.readSync(segmentIds.dataId) as Int32Array;
  const width = sizeOf(x.shape.slice(1));
  const from = backend.addressOf(x);
  const out = backend.makeResident([numSegments, ...x.shape.slice(1)]);
  const to = backend.addressOf(out);
  wasm.fill(to, numSegments * width, 0);
  ids.forEach((id, row) => {
    // Rows outside of all segments are dropped, as on cpu.
    if (id < 0 || id >= numSegments) return;
    const sum = to + id * width * 4;
    wasm.binary(binaryCode.add, sum, from + row * width * 4, sum, 1, 1, 1, width, 0, 0, 0, 1, 0, 0, 0, 1);
  });
  return out;
};

const tile: NativeKernel = (runtime, { inputs, attrs }) => {
  const { backend } = runtime;
  const x = inputs['x'];
  const reps = attrs['reps'] as number[];
  if (!x || !isNative(x) || reps.length !== x.shape.length || reps.some((count) => count < 1))
    return undefined;
  const shape = x.shape.map((size, i) => size * (reps[i] ?? 1));
  const sourceStrides = stridesOf(x.shape);
  const targetStrides = stridesOf(shape);
  // Every dimension is walked as [repetitions, size]; the repetitions stand still in the source.
  const dims = x.shape.flatMap((size, i): Dim[] => {
    const [source = 0, target = 0] = [sourceStrides[i], targetStrides[i]];
    return [
      { size: reps[i] ?? 1, source: 0, target: target * size },
      { size, source, target },
    ];
  });
  const from = backend.addressOf(x);
  const out = backend.makeResident(shape);
  if (copyRegion(runtime, from, backend.addressOf(out), dims)) return out;
  backend.disposeIntermediateTensorInfo(out);
  return undefined;
};

/** Kernels that pick, repeat and collect rows. */
export const gatherKernels: KernelTable = {
  GatherV2: gather,
  UnsortedSegmentSum: unsortedSegmentSum,
  Tile: tile,
};
