import { convFilterGradient, convForward, convInputGradient } from './parallel-conv.ts';
import type { ConvShape } from './conv-shape.ts';
import type { Runtime } from './runtime.ts';

// A channel multiplier above 1 runs as a convolution with as many groups as channels: the filter [kH, kW, C, M] is in memory
// what [kH, kW, 1, C · M] is.

function geometryOf(shape: ConvShape, isGradient: boolean): number[] {
  const small = [shape.outHeight, shape.outWidth];
  const large = [shape.inHeight, shape.inWidth];
  const [from, to] = isGradient ? [small, large] : [large, small];
  return [
    shape.batch,
    ...from,
    shape.inChannels,
    ...to,
    shape.kernelHeight,
    shape.kernelWidth,
    shape.strideHeight,
    shape.strideWidth,
    shape.dilationHeight,
    shape.dilationWidth,
    shape.padTop,
    shape.padLeft,
  ];
}

function asGroups(shape: ConvShape): ConvShape {
  return { ...shape, groups: shape.inChannels };
}

/** y of a depthwise convolution. */
export function depthwiseForward(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  filter: number,
  y: number,
): void {
  if (shape.outChannels !== shape.inChannels) convForward(runtime, asGroups(shape), x, filter, y);
  else runtime.wasm.depthwise(0, ...geometryOf(shape, false), x, filter, y);
}

/** Gradient of a depthwise convolution with respect to its input. */
export function depthwiseInputGradient(
  runtime: Runtime,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  if (shape.outChannels !== shape.inChannels) convInputGradient(runtime, asGroups(shape), dy, filter, dx);
  else runtime.wasm.depthwise(1, ...geometryOf(shape, true), dy, filter, dx);
}

/** Gradient of a depthwise convolution with respect to its filter. */
export function depthwiseFilterGradient(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  dy: number,
  dw: number,
): void {
  if (shape.outChannels !== shape.inChannels) convFilterGradient(runtime, asGroups(shape), x, dy, dw);
  else runtime.wasm.depthwiseFilterGradient(...geometryOf(shape, false), x, dy, dw);
}
