import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { binaryCode } from '../codes.ts';
import { mergeDims, stridesOf, type Dim } from '../layout.ts';
import { isNative, type KernelTable, type NativeKernel, type Runtime } from '../runtime.ts';

/** Strides of an operand inside the broadcast shape: 0 along the dimensions it repeats. */
function broadcastStrides(shape: readonly number[], rank: number): number[] {
  const strides = stridesOf(shape).map((stride, i) => (shape[i] === 1 ? 0 : stride));
  return [...new Array<number>(rank - shape.length).fill(0), ...strides];
}

/** Applies a binary code with broadcasting; undefined when the pattern has too many dimensions. */
export function applyBinary(
  runtime: Runtime,
  code: number,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo | undefined {
  const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const aStrides = broadcastStrides(a.shape, shape.length);
  const bStrides = broadcastStrides(b.shape, shape.length);
  const merged = mergeDims(
    shape.map((size, i): Dim => ({ size, source: aStrides[i] ?? 0, target: bStrides[i] ?? 0 })),
  );
  if (merged.length > 4) return undefined;
  const dims = [...merged];
  while (dims.length < 4) dims.unshift({ size: 1, source: 0, target: 0 });
  const [d0, d1, d2, inner] = dims as [Dim, Dim, Dim, Dim];
  const aAddress = runtime.backend.addressOf(a);
  const bAddress = runtime.backend.addressOf(b);
  const out = runtime.backend.makeResident(shape);
  // For a single value both steps are 0 here; one of them has to advance.
  const aStep = inner.source === 0 && inner.target === 0 ? 1 : inner.source;
  runtime.wasm.binary(
    code,
    aAddress,
    bAddress,
    runtime.backend.addressOf(out),
    d0.size,
    d1.size,
    d2.size,
    inner.size,
    d0.source,
    d1.source,
    d2.source,
    aStep,
    d0.target,
    d1.target,
    d2.target,
    inner.target,
  );
  return out;
}

function binary(code: number, first = 'a', second = 'b'): NativeKernel {
  return (runtime, { inputs }) => {
    const a = inputs[first];
    const b = inputs[second];
    if (!a || !b || !isNative(a, b)) return undefined;
    return applyBinary(runtime, code, a, b);
  };
}

const addN: NativeKernel = (runtime, { inputs }) => {
  const tensors = Object.values(inputs);
  const [first, second, ...rest] = tensors;
  if (!first || !second || !isNative(...tensors)) return undefined;
  let sum = applyBinary(runtime, binaryCode.add, first, second);
  for (const next of rest) {
    if (!sum) return undefined;
    const previous: TensorInfo = sum;
    sum = applyBinary(runtime, binaryCode.add, previous, next);
    runtime.backend.disposeIntermediateTensorInfo(previous);
  }
  return sum;
};

/** Element-wise kernels of two tensors. */
export const binaryKernels: KernelTable = {
  Add: binary(binaryCode.add),
  Sub: binary(binaryCode.sub),
  Multiply: binary(binaryCode.mul),
  RealDiv: binary(binaryCode.div),
  Maximum: binary(binaryCode.maximum),
  Minimum: binary(binaryCode.minimum),
  SquaredDifference: binary(binaryCode.squaredDifference),
  Prelu: binary(binaryCode.prelu, 'x', 'alpha'),
  EluGrad: binary(binaryCode.eluGradient, 'dy', 'y'),
  AddN: addN,
};
