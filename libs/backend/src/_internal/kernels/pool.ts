import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { isNative, type KernelTable, type NativeKernel } from '../runtime.ts';

type Shape4 = [number, number, number, number];
type Pair = number | [number, number];
type Padding = 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;

function poolInfo(x: TensorInfo, attrs: Record<string, unknown>): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computePool2DInfo(
    x.shape as Shape4,
    attrs['filterSize'] as Pair,
    attrs['strides'] as Pair,
    1,
    attrs['pad'] as Padding,
    attrs['dimRoundingMode'] as 'floor',
  );
}

/** The geometry arguments that all pooling kernels share. */
function geometry(info: tf.backend_util.Conv2DInfo): number[] {
  return [
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
  ];
}

const MAX = 0;
const AVERAGE = 1;

function pool(mode: number): NativeKernel {
  return (runtime, { inputs, attrs }) => {
    const x = inputs['x'];
    if (!x || !isNative(x)) return undefined;
    const info = poolInfo(x, attrs);
    const isIdentity =
      info.filterHeight * info.filterWidth === 1 && tf.util.arraysEqual(info.inShape, info.outShape);
    if (isIdentity || info.outShape.includes(0)) return undefined;
    const from = runtime.backend.addressOf(x);
    const y = runtime.backend.makeResident(info.outShape);
    runtime.wasm.pool(mode, ...geometry(info), 0, 0, 0, from, runtime.backend.addressOf(y));
    return y;
  };
}

const maxPoolGrad: NativeKernel = (runtime, { inputs, attrs }) => {
  const { dy, input } = inputs;
  if (!dy || !input || !isNative(dy, input)) return undefined;
  const info = poolInfo(input, attrs);
  if (!tf.util.arraysEqual(dy.shape, info.outShape)) return undefined;
  const dyAddress = runtime.backend.addressOf(dy);
  const xAddress = runtime.backend.addressOf(input);
  const dx = runtime.backend.makeResident(input.shape);
  runtime.wasm.maxPoolGradient(...geometry(info), xAddress, dyAddress, runtime.backend.addressOf(dx));
  return dx;
};

/** The stock gradient divides by the whole window even at the border, and so does this one (`includePad` 2). */
const avgPoolGrad: NativeKernel = (runtime, { inputs, attrs }) => {
  const { dy, input } = inputs;
  if (!dy || !input || !isNative(dy, input)) return undefined;
  const info = poolInfo(input, { ...attrs, dimRoundingMode: undefined });
  if (!tf.util.arraysEqual(dy.shape, info.outShape)) return undefined;
  const dyAddress = runtime.backend.addressOf(dy);
  const dx = runtime.backend.makeResident(input.shape);
  runtime.wasm.avgPoolGradient(...geometry(info), 2, 0, 0, dyAddress, runtime.backend.addressOf(dx));
  return dx;
};

/** Pooling. */
export const poolKernels: KernelTable = {
  MaxPool: pool(MAX),
  AvgPool: pool(AVERAGE),
  MaxPoolGrad: maxPoolGrad,
  AvgPoolGrad: avgPoolGrad,
};
