import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { epilogueCode } from '../codes.ts';
import { gemm } from '../parallel-gemm.ts';
import {
  isNative,
  sizeOf,
  type KernelArgs,
  type KernelTable,
  type NativeKernel,
  type Runtime,
} from '../runtime.ts';
import { parallel } from '../threads/parallel.ts';
import { applyBinary } from './binary.ts';
import { binaryCode, unaryCode } from '../codes.ts';
import { applyUnary } from './unary.ts';

function product(
  runtime: Runtime,
  { inputs, attrs }: KernelArgs,
  bias: number,
  activation: number,
): TensorInfo | undefined {
  const { backend } = runtime;
  const a = inputs['a'];
  const b = inputs['b'];
  if (!a || !b || !isNative(a, b)) return undefined;
  const transposeA = attrs['transposeA'] === true;
  const transposeB = attrs['transposeB'] === true;
  const [aRows, aCols] = a.shape.slice(-2) as [number, number];
  const [bRows, bCols] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [aCols, aRows] : [aRows, aCols];
  const [inner, n] = transposeB ? [bCols, bRows] : [bRows, bCols];
  // The stock kernel words the error for shapes that do not match.
  if (inner !== k) return undefined;
  const aBatch = sizeOf(a.shape.slice(0, -2));
  const bBatch = sizeOf(b.shape.slice(0, -2));
  const batchShape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const batch = sizeOf(batchShape);
  // Batches that repeat in another pattern than "one against many" are rare.
  if ((aBatch !== batch && aBatch !== 1) || (bBatch !== batch && bBatch !== 1)) return undefined;
  const aAddress = backend.addressOf(a);
  const bAddress = backend.addressOf(b);
  const out = backend.makeResident([...batchShape, m, n]);
  const c = backend.addressOf(out);
  const multiply = (part: Runtime, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      gemm(part, {
        m,
        n,
        k,
        transposeA,
        transposeB,
        bias,
        activation,
        a: aAddress + (aBatch === 1 ? 0 : i * m * k * 4),
        b: bAddress + (bBatch === 1 ? 0 : i * k * n * 4),
        c: c + i * m * n * 4,
      });
    }
  };
  if (batch < (runtime.team?.size ?? 1)) multiply(runtime, 0, batch);
  else parallel(runtime, batch, batch * m * n * k, multiply);
  return out;
}

const batchMatMul: NativeKernel = (runtime, args) => product(runtime, args, 0, epilogueCode.linear);

const activations: Record<string, number> = {
  elu: unaryCode.elu,
  sigmoid: unaryCode.sigmoid,
  leakyrelu: unaryCode.leakyRelu,
  relu: unaryCode.relu,
  relu6: unaryCode.relu6,
};

/** Adds a bias that did not fit the epilogue, then applies an activation; takes ownership of `y`. */
export function finish(
  runtime: Runtime,
  y: TensorInfo,
  bias: TensorInfo | undefined,
  args: KernelArgs,
  activation: string,
): TensorInfo {
  const { backend } = runtime;
  let result = y;
  const replace = (next: TensorInfo | undefined): void => {
    if (!next) return;
    backend.disposeIntermediateTensorInfo(result);
    result = next;
  };
  if (bias) replace(applyBinary(runtime, binaryCode.add, result, bias));
  if (activation === 'prelu') {
    const weights = args.inputs['preluActivationWeights'];
    if (weights) replace(applyBinary(runtime, binaryCode.prelu, result, weights));
  } else if (activation !== 'linear') {
    replace(
      applyUnary(runtime, activations[activation] ?? 0, result, args.attrs['leakyreluAlpha'] as number),
    );
  }
  return result;
}

/** What of bias and activation the GEMM itself can do, for `channels` output columns. */
export function planEpilogue(
  runtime: Runtime,
  { inputs, attrs }: KernelArgs,
  channels: number,
):
  | { bias: number; activation: number; laterBias: TensorInfo | undefined; laterActivation: string }
  | undefined {
  const bias = inputs['bias'];
  const weights = inputs['preluActivationWeights'];
  const activation = (attrs['activation'] as string | undefined) ?? 'linear';
  if ((bias && !isNative(bias)) || (weights && !isNative(weights)) || (activation === 'prelu' && !weights)) {
    return undefined;
  }
  if (activation !== 'linear' && activation !== 'prelu' && !(activation in activations)) return undefined;
  // Four broadcast dimensions always suffice for a bias and slopes against [N, H, W, C].
  const isFused = bias !== undefined && bias.shape.at(-1) === channels && sizeOf(bias.shape) === channels;
  const laterBias = isFused ? undefined : bias;
  const code = laterBias ? undefined : (epilogueCode as Record<string, number>)[activation];
  return {
    bias: isFused ? runtime.backend.addressOf(bias) : 0,
    activation: code ?? epilogueCode.linear,
    laterBias,
    laterActivation: code === undefined ? activation : 'linear',
  };
}

const fusedMatMul: NativeKernel = (runtime, args) => {
  const b = args.inputs['b'];
  const channels = (args.attrs['transposeB'] === true ? b?.shape.at(-2) : b?.shape.at(-1)) ?? 0;
  const plan = planEpilogue(runtime, args, channels);
  if (!plan || (b?.shape.length ?? 0) > 4) return undefined;
  const y = product(runtime, args, plan.bias, plan.activation);
  return y && finish(runtime, y, plan.laterBias, args, plan.laterActivation);
};

/** Matrix products. */
export const matMulKernels: KernelTable = {
  BatchMatMul: batchMatMul,
  _FusedMatMul: fusedMatMul,
};
