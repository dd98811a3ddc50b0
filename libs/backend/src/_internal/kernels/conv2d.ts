import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { convFilterGradient, convForward, convInputGradient, type ConvShape } from '../conv.ts';
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
  if (!geometry) return undefined;
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
  if (!geometry) return undefined;
  const xAddress = runtime.backend.addressOf(x);
  const dyAddress = runtime.backend.addressOf(dy);
  const dw = runtime.backend.makeResident(filterShape);
  convFilterGradient(runtime, geometry.shape, xAddress, dyAddress, runtime.backend.addressOf(dw));
  return dw;
};

/** Mode 0 or 1 of the depthwise kernel, for channel multiplier 1. */
function depthwise(
  { attrs, ...args }: KernelArgs & { runtime: Parameters<NativeKernel>[0] },
  mode: 0 | 1,
  x: TensorInfo,
  filter: TensorInfo,
  inShape: readonly number[],
): TensorInfo | undefined {
  const { runtime } = args;
  if (!isNative(x, filter) || filter.shape[3] !== 1) return undefined;
  const geometry = shapeOf(attrs, inShape, filter.shape, (attrs['dilations'] as Pair | undefined) ?? 1, true);
  if (!geometry || geometry.outShape.includes(0) || inShape.includes(0)) return undefined;
  const { shape } = geometry;
  const xAddress = runtime.backend.addressOf(x);
  const filterAddress = runtime.backend.addressOf(filter);
  const out = runtime.backend.makeResident(mode === 1 ? [...inShape] : geometry.outShape);
  const small = [shape.outHeight, shape.outWidth] as const;
  const large = [shape.inHeight, shape.inWidth] as const;
  runtime.wasm.depthwise(
    mode,
    shape.batch,
    ...(mode === 1 ? small : large),
    shape.inChannels,
    ...(mode === 1 ? large : small),
    shape.kernelHeight,
    shape.kernelWidth,
    shape.strideHeight,
    shape.strideWidth,
    shape.dilationHeight,
    shape.dilationWidth,
    shape.padTop,
    shape.padLeft,
    xAddress,
    filterAddress,
    runtime.backend.addressOf(out),
  );
  return out;
}

const depthwiseConv2d: NativeKernel = (runtime, args) => {
  const { x, filter } = args.inputs;
  return x && filter && depthwise({ ...args, runtime }, 0, x, filter, x.shape);
};

const depthwiseBackpropInput: NativeKernel = (runtime, args) => {
  const { dy, filter } = args.inputs;
  return dy && filter && depthwise({ ...args, runtime }, 1, dy, filter, args.attrs['inputShape'] as number[]);
};

const depthwiseBackpropFilter: NativeKernel = (runtime, { inputs, attrs }) => {
  const { x, dy } = inputs;
  const filterShape = attrs['filterShape'] as number[];
  if (!x || !dy || !isNative(x, dy) || filterShape[3] !== 1) return undefined;
  const geometry = shapeOf(attrs, x.shape, filterShape, (attrs['dilations'] as Pair | undefined) ?? 1, true);
  if (!geometry) return undefined;
  const { shape } = geometry;
  const xAddress = runtime.backend.addressOf(x);
  const dyAddress = runtime.backend.addressOf(dy);
  const dw = runtime.backend.makeResident(filterShape);
  runtime.wasm.depthwiseFilterGradient(
    shape.batch,
    shape.inHeight,
    shape.inWidth,
    shape.inChannels,
    shape.outHeight,
    shape.outWidth,
    shape.kernelHeight,
    shape.kernelWidth,
    shape.strideHeight,
    shape.strideWidth,
    shape.dilationHeight,
    shape.dilationWidth,
    shape.padTop,
    shape.padLeft,
    xAddress,
    dyAddress,
    runtime.backend.addressOf(dw),
  );
  return dw;
};

const fusedDepthwiseConv2d: NativeKernel = (runtime, args) => {
  const { x, filter, bias } = args.inputs;
  const plan = planEpilogue(runtime, args, 0);
  if (!x || !filter || !plan) return undefined;
  const y = depthwise({ ...args, runtime }, 0, x, filter, x.shape);
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
