import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { convFilterGradient, convForward, convInputGradient } from '../parallel-conv.ts';
import type { ConvShape } from '../conv-shape.ts';
import { depthwiseFilterGradient, depthwiseForward, depthwiseInputGradient } from '../depthwise.ts';
import { isNative, type KernelArgs, type KernelTable, type NativeKernel } from '../runtime.ts';
import { finish, planEpilogue } from './mat-mul.ts';

type Shape4 = [number, number, number, number];
type Pair = number | [number, number];
type Padding = 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;

/** Geometry as tfjs computes it; undefined for channels-first data. */
function shapeOf(
  attrs: Record<string, unknown>,
  inShape: readonly number[],
  filterShape: readonly number[],
  dilations: Pair,
  isDepthwise = false,
): { shape: ConvShape; outShape: number[] } | undefined {
  if (attrs['dataFormat'] !== undefined && attrs['dataFormat'] !== 'NHWC') return undefined;
  const info = tf.backend_util.computeConv2DInfo(
    inShape as Shape4,
    filterShape as Shape4,
    attrs['strides'] as Pair,
    dilations,
    attrs['pad'] as Padding,
    attrs['dimRoundingMode'] as 'floor',
    isDepthwise,
  );
  return {
    outShape: info.outShape,
    shape: {
      batch: info.batchSize,
      inHeight: info.inHeight,
      inWidth: info.inWidth,
      inChannels: info.inChannels,
      outHeight: info.outHeight,
      outWidth: info.outWidth,
      outChannels: info.outChannels,
      kernelHeight: info.filterHeight,
      kernelWidth: info.filterWidth,
      strideHeight: info.strideHeight,
      strideWidth: info.strideWidth,
      dilationHeight: info.dilationHeight,
      dilationWidth: info.dilationWidth,
      padTop: info.padInfo.top,
      padLeft: info.padInfo.left,
      groups: 1,
    },
  };
}

const conv2d: NativeKernel = (runtime, { inputs, attrs }) => {
  const { x, filter } = inputs;
  if (!x || !filter || !isNative(x, filter)) return undefined;
  const geometry = shapeOf(attrs, x.shape, filter.shape, attrs['dilations'] as Pair);
  if (!geometry || geometry.outShape.includes(0)) return undefined;
  const xAddress = runtime.backend.addressOf(x);
  const filterAddress = runtime.backend.addressOf(filter);
  const y = runtime.backend.makeResident(geometry.outShape);
  convForward(runtime, geometry.shape, xAddress, filterAddress, runtime.backend.addressOf(y));
  return y;
};

const fusedConv2d: NativeKernel = (runtime, args) => {
  const { x, filter } = args.inputs;
  if (!x || !filter || !isNative(x, filter)) return undefined;
  const geometry = shapeOf(args.attrs, x.shape, filter.shape, args.attrs['dilations'] as Pair);
  if (!geometry || geometry.outShape.includes(0)) return undefined;
  const plan = planEpilogue(runtime, args, geometry.shape.outChannels);
  if (!plan) return undefined;
  const xAddress = runtime.backend.addressOf(x);
  const filterAddress = runtime.backend.addressOf(filter);
  const y = runtime.backend.makeResident(geometry.outShape);
  convForward(
    runtime,
    geometry.shape,
    xAddress,
    filterAddress,
    runtime.backend.addressOf(y),
    plan.bias,
    plan.activation,
  );
  return finish(runtime, y, plan.laterBias, args, plan.laterActivation);
};

const conv2dBackpropInput: NativeKernel = (runtime, { inputs, attrs }) => {
  const { dy, filter } = inputs;
  const inputShape = attrs['inputShape'] as number[];
  if (!dy || !filter || !isNative(dy, filter) || inputShape.includes(0)) return undefined;
  const geometry = shapeOf(attrs, inputShape, filter.shape, 1);
  // The stock kernels put up with a dy that does not fit the geometry (conv2dTranspose allows it).
  if (!geometry || !tf.util.arraysEqual(dy.shape, geometry.outShape)) return undefined;
  const dyAddress = runtime.backend.addressOf(dy);
  const filterAddress = runtime.backend.addressOf(filter);
  const dx = runtime.backend.makeResident(inputShape);
  convInputGradient(runtime, geometry.shape, dyAddress, filterAddress, runtime.backend.addressOf(dx));
  return dx;
};

const conv2dBackpropFilter: NativeKernel = (runtime, { inputs, attrs }) => {
  const { x, dy } = inputs;
  const filterShape = attrs['filterShape'] as number[];
  if (!x || !dy || !isNative(x, dy) || filterShape.includes(0)) return undefined;
  const geometry = shapeOf(attrs, x.shape, filterShape, 1);
  if (!geometry || !tf.util.arraysEqual(dy.shape, geometry.outShape)) return undefined;
  const xAddress = runtime.backend.addressOf(x);
  const dyAddress = runtime.backend.addressOf(dy);
  const dw = runtime.backend.makeResident(filterShape);
  convFilterGradient(runtime, geometry.shape, xAddress, dyAddress, runtime.backend.addressOf(dw));
  return dw;
};

/** One of the three depthwise passes: forward, input gradient, filter gradient. */
function depthwise(
  pass: typeof depthwiseForward,
  first: string,
  second: string,
  shapes: (args: KernelArgs) => { input: number[]; filter: number[]; out: number[] | undefined },
): NativeKernel {
  return (runtime, args) => {
    const [a, b] = [args.inputs[first], args.inputs[second]];
    if (!a || !b || !isNative(a, b)) return undefined;
    const { input, filter, out } = shapes(args);
    const dilations = (args.attrs['dilations'] as Pair | undefined) ?? 1;
    const geometry = shapeOf(args.attrs, input, filter, dilations, true);
    const outShape = out ?? geometry?.outShape;
    if (!geometry || !outShape || outShape.includes(0) || geometry.outShape.includes(0)) return undefined;
    const { dy } = args.inputs;
    if (dy && !tf.util.arraysEqual(dy.shape, geometry.outShape)) return undefined;
    const [aAddress, bAddress] = [runtime.backend.addressOf(a), runtime.backend.addressOf(b)];
    const result = runtime.backend.makeResident(outShape);
    pass(runtime, geometry.shape, aAddress, bAddress, runtime.backend.addressOf(result));
    return result;
  };
}

const depthwiseConv2d = depthwise(depthwiseForward, 'x', 'filter', ({ inputs }) => ({
  input: inputs['x']?.shape ?? [],
  filter: inputs['filter']?.shape ?? [],
  out: undefined,
}));

const depthwiseBackpropInput = depthwise(depthwiseInputGradient, 'dy', 'filter', ({ inputs, attrs }) => ({
  input: attrs['inputShape'] as number[],
  filter: inputs['filter']?.shape ?? [],
  out: attrs['inputShape'] as number[],
}));

const depthwiseBackpropFilter = depthwise(depthwiseFilterGradient, 'x', 'dy', ({ inputs, attrs }) => ({
  input: inputs['x']?.shape ?? [],
  filter: attrs['filterShape'] as number[],
  out: attrs['filterShape'] as number[],
}));

const fusedDepthwiseConv2d: NativeKernel = (runtime, args) => {
  const { bias } = args.inputs;
  if (!planEpilogue(runtime, args, 0)) return undefined;
  const y = depthwiseConv2d(runtime, args) as TensorInfo | undefined;
  return y && finish(runtime, y, bias, args, (args.attrs['activation'] as string | undefined) ?? 'linear');
};

/** Convolutions. */
export const convKernels: KernelTable = {
  Conv2D: conv2d,
  FusedConv2D: fusedConv2d,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  DepthwiseConv2dNative: depthwiseConv2d,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  FusedDepthwiseConv2D: fusedDepthwiseConv2d,
};
