import type { TensorInfo } from '@tensorflow/tfjs';
import { unaryCode } from '../codes.ts';
import { isNative, sizeOf, type KernelTable, type NativeKernel, type Runtime } from '../runtime.ts';

/** Applies a unary code to a resident tensor. */
export function applyUnary(runtime: Runtime, code: number, x: TensorInfo, p = 0, q = 0): TensorInfo {
  const from = runtime.backend.addressOf(x);
  const y = runtime.backend.makeResident(x.shape);
  runtime.wasm.unary(code, from, runtime.backend.addressOf(y), sizeOf(x.shape), p, q);
  return y;
}

function unary(code: number, parameters: readonly string[] = []): NativeKernel {
  return (runtime, { inputs, attrs }) => {
    const x = inputs['x'];
    if (!x || !isNative(x)) return undefined;
    const [p = 0, q = 0] = parameters.map((name) => attrs[name] as number);
    return applyUnary(runtime, code, x, p, q);
  };
}

/** Element-wise kernels of one tensor. */
export const unaryKernels: KernelTable = {
  Abs: unary(unaryCode.abs),
  Neg: unary(unaryCode.neg),
  Square: unary(unaryCode.square),
  Sqrt: unary(unaryCode.sqrt),
  Rsqrt: unary(unaryCode.rsqrt),
  Reciprocal: unary(unaryCode.reciprocal),
  Exp: unary(unaryCode.exp),
  Expm1: unary(unaryCode.expm1),
  Log: unary(unaryCode.log),
  Tanh: unary(unaryCode.tanh),
  Sigmoid: unary(unaryCode.sigmoid),
  Relu: unary(unaryCode.relu),
  Relu6: unary(unaryCode.relu6),
  Elu: unary(unaryCode.elu),
  Selu: unary(unaryCode.selu),
  Softplus: unary(unaryCode.softplus),
  LeakyRelu: unary(unaryCode.leakyRelu, ['alpha']),
  Step: unary(unaryCode.step, ['alpha']),
  ClipByValue: unary(unaryCode.clip, ['clipValueMin', 'clipValueMax']),
  Sign: unary(unaryCode.sign),
  Floor: unary(unaryCode.floor),
  Ceil: unary(unaryCode.ceil),
  Round: unary(unaryCode.round),
  Erf: unary(unaryCode.erf),
};
