import { epilogueCode } from './codes.ts';
import { isPointwise, type ConvShape } from './conv-shape.ts';
import * as serial from './conv.ts';
import type { Runtime } from './runtime.ts';
import { parallel } from './threads/parallel.ts';
import { withPartialSums } from './threads/split-kernels.ts';

// Convolutions cut into parts of the batch, or of the output rows when there are fewer images than threads.

/** A pointwise convolution does not know which pixels make an image: every row can be one. */
function rowsAsImages(shape: ConvShape): ConvShape {
  if (!isPointwise(shape)) return shape;
  return { ...shape, batch: shape.batch * shape.outHeight, inHeight: 1, outHeight: 1 };
}

function multiplyAdds(shape: ConvShape): number {
  const { batch, outHeight, outWidth, outChannels, inChannels, kernelHeight, kernelWidth, groups } = shape;
  return (batch * outHeight * outWidth * outChannels * inChannels * kernelHeight * kernelWidth) / groups;
}

function inBytes({ inHeight, inWidth, inChannels }: ConvShape): number {
  return inHeight * inWidth * inChannels * 4;
}

function outBytes({ outHeight, outWidth, outChannels }: ConvShape): number {
  return outHeight * outWidth * outChannels * 4;
}

/** y = conv(x, filter) (+ bias, activation). */
export function convForward(
  runtime: Runtime,
  whole: ConvShape,
  x: number,
  filter: number,
  y: number,
  bias = 0,
  activation: number = epilogueCode.linear,
): void {
  const shape = rowsAsImages(whole);
  const { batch, outHeight, strideHeight, padTop } = shape;
  if (runtime.team === undefined || batch >= runtime.team.size) {
    parallel(runtime, batch, multiplyAdds(shape), (part, from, to) => {
      const images = { ...shape, batch: to - from };
      const [input, output] = [x + from * inBytes(shape), y + from * outBytes(shape)];
      serial.convForward(part, images, input, filter, output, bias, activation);
    });
    return;
  }
  for (let image = 0; image < batch; image++) {
    parallel(runtime, outHeight, multiplyAdds(shape) / batch, (part, from, to) => {
      const band = { ...shape, batch: 1, outHeight: to - from, padTop: padTop - from * strideHeight };
      const output = y + image * outBytes(shape) + (from * outBytes(shape)) / outHeight;
      serial.convForward(part, band, x + image * inBytes(shape), filter, output, bias, activation);
    });
  }
}

/** dx = the gradient of conv with respect to its input. */
export function convInputGradient(
  runtime: Runtime,
  whole: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  const shape = rowsAsImages(whole);
  parallel(runtime, shape.batch, multiplyAdds(shape), (part, from, to) => {
    const images = { ...shape, batch: to - from };
    const [output, input] = [dy + from * outBytes(shape), dx + from * inBytes(shape)];
    serial.convInputGradient(part, images, output, filter, input);
  });
}

/** dw = the gradient of conv with respect to its filter; threads sum up their images apart. */
export function convFilterGradient(
  runtime: Runtime,
  whole: ConvShape,
  x: number,
  dy: number,
  dw: number,
): void {
  const shape = rowsAsImages(whole);
  const { batch, kernelHeight, kernelWidth, inChannels, outChannels, groups } = shape;
  const length = (kernelHeight * kernelWidth * inChannels * outChannels) / groups;
  withPartialSums(
    runtime,
    batch,
    multiplyAdds(shape),
    [{ address: dw, length }],
    (part, from, to, [sum = 0]) => {
      const images = { ...shape, batch: to - from };
      serial.convFilterGradient(part, images, x + from * inBytes(shape), dy + from * outBytes(shape), sum);
    },
  );
}
