import { blasFilterGradient, blasForward, blasInputGradient, suitsBlas } from './conv-blas.ts';
import { isPointwise, turnedShape, windowOf, type ConvShape } from './conv-shape.ts';
import { epilogueCode } from './codes.ts';
import { gemm } from './gemm.ts';
import { withScratch, type Runtime } from './runtime.ts';
import { suitsWinograd, winogradFilterGradient, winogradForward, winogradInputGradient } from './winograd.ts';

/** Below this many input channels, listing an address per tap costs more than copying the values. */
const FEW_CHANNELS = 8;
const SCRATCH = 512;
const SWEEP_BYTES = 262_144;

/** y = conv(x, filter) (+ bias, activation). */
export function convForward(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  filter: number,
  y: number,
  bias = 0,
  activation: number = epilogueCode.linear,
): void {
  const { batch, inChannels, outHeight, outWidth, outChannels, groups } = shape;
  if (isPointwise(shape)) {
    gemm(runtime, {
      m: batch * outHeight * outWidth,
      n: outChannels,
      k: inChannels,
      a: x,
      transposeA: false,
      b: filter,
      transposeB: false,
      c: y,
      bias,
      activation,
    });
    return;
  }
  if (suitsWinograd(runtime, shape)) {
    winogradForward(runtime, shape, x, filter, y, bias, activation);
    return;
  }
  if (runtime.blas && suitsBlas(shape)) {
    blasForward(runtime, runtime.blas, shape, x, filter, y, bias, activation);
    return;
  }
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const panelStride = shape.kernelHeight * shape.kernelWidth * depth * 32;
  withScratch(runtime, Math.ceil(width / 8) * panelStride, (panels) => {
    for (let g = 0; g < groups; g++) {
      runtime.wasm.packPanels(
        filter + g * width * 4,
        outChannels,
        0,
        panelStride / 32,
        width,
        panels,
        panelStride,
      );
      paddedGroup(
        runtime,
        shape,
        x + g * depth * 4,
        panels,
        y + g * width * 4,
        bias === 0 ? 0 : bias + g * width * 4,
        activation,
      );
    }
  });
}

/** One group of a convolution, image by image over a copy with a border, so that no window needs a check. */
function paddedGroup(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  panels: number,
  y: number,
  bias: number,
  activation: number,
): void {
  const { wasm } = runtime;
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, groups } = shape;
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const height = (outHeight - 1) * shape.strideHeight + shape.dilationHeight * (shape.kernelHeight - 1) + 1;
  const across = (outWidth - 1) * shape.strideWidth + shape.dilationWidth * (shape.kernelWidth - 1) + 1;
  const isInside =
    groups === 1 && shape.padTop === 0 && shape.padLeft === 0 && height <= inHeight && across <= inWidth;
  const pixelBytes = depth * 4;
  const rowBytes = (isInside ? inWidth : across) * pixelBytes;
  const isDense = shape.dilationWidth === 1;
  withScratch(runtime, SCRATCH + (isInside ? 0 : height * rowBytes), (scratch) => {
    for (let image = 0; image < batch; image++) {
      const source = x + image * inHeight * inWidth * inChannels * 4;
      const padded = isInside ? source : scratch + SCRATCH;
      if (!isInside) {
        wasm.padImage(
          source,
          inChannels * 4,
          inHeight,
          inWidth,
          depth,
          padded,
          height,
          across,
          shape.padTop,
          shape.padLeft,
        );
      }
      wasm.convPadded(
        padded,
        rowBytes,
        pixelBytes,
        outHeight,
        outWidth,
        width,
        shape.kernelHeight,
        shape.dilationHeight * rowBytes,
        isDense ? 1 : shape.kernelWidth,
        shape.dilationWidth * pixelBytes,
        isDense ? shape.kernelWidth * depth : depth,
        shape.strideHeight,
        shape.strideWidth,
        panels,
        shape.kernelHeight * shape.kernelWidth * depth * 32,
        y + image * outHeight * outWidth * outChannels * 4,
        outChannels * 4,
        bias,
        activation,
        scratch,
      );
    }
  });
}

/** dx = the gradient of conv with respect to its input. */
export function convInputGradient(
  runtime: Runtime,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { batch, inChannels, outHeight, outWidth, outChannels } = shape;
  if (isPointwise(shape)) {
    gemm(runtime, {
      m: batch * outHeight * outWidth,
      n: inChannels,
      k: outChannels,
      a: dy,
      transposeA: false,
      b: filter,
      transposeB: true,
      c: dx,
    });
    return;
  }
  if (suitsWinograd(runtime, shape)) {
    winogradInputGradient(runtime, shape, dy, filter, dx);
    return;
  }
  if (runtime.blas && suitsBlas(shape)) {
    blasInputGradient(runtime, runtime.blas, shape, dy, filter, dx);
    return;
  }
  if (shape.strideHeight === 1 && shape.strideWidth === 1) turnedConvolution(runtime, shape, dy, filter, dx);
  else gatheredConvolution(runtime, shape, dy, filter, dx);
}

/** Stride 1: the input gradient is a convolution of dy with the filter turned around. */
function turnedConvolution(runtime: Runtime, shape: ConvShape, dy: number, filter: number, dx: number): void {
  const { inChannels, outChannels, groups } = shape;
  const taps = shape.kernelHeight * shape.kernelWidth;
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const panelStride = taps * width * 32;
  const turned = turnedShape(shape);
  withScratch(runtime, Math.ceil(depth / 8) * panelStride, (panels) => {
    for (let g = 0; g < groups; g++) {
      for (let tap = 0; tap < taps; tap++) {
        runtime.wasm.packPanels(
          filter + (tap * depth * outChannels + g * width) * 4,
          outChannels,
          1,
          width,
          depth,
          panels + (taps - 1 - tap) * width * 32,
          panelStride,
        );
      }
      paddedGroup(runtime, turned, dy + g * width * 4, panels, dx + g * depth * 4, 0, epilogueCode.linear);
    }
  });
}

/** Larger strides: every input pixel gathers the outputs it took part in. */
function gatheredConvolution(
  runtime: Runtime,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, groups } = shape;
  const taps = shape.kernelHeight * shape.kernelWidth;
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const panelStride = taps * width * 32;
  const panelBytes = Math.ceil(depth / 8) * panelStride;
  const listBytes = SCRATCH + taps * 20;
  withScratch(runtime, align(listBytes) + align(panelBytes) + width * 4, (scratch) => {
    const panels = scratch + align(listBytes);
    const zeros = panels + align(panelBytes);
    runtime.wasm.fill(zeros, width, 0);
    for (let g = 0; g < groups; g++) {
      for (let tap = 0; tap < taps; tap++) {
        runtime.wasm.packPanels(
          filter + (tap * depth * outChannels + g * width) * 4,
          outChannels,
          1,
          width,
          depth,
          panels + tap * width * 32,
          panelStride,
        );
      }
      runtime.wasm.convRows(
        batch,
        outHeight,
        outWidth,
        width,
        inHeight,
        inWidth,
        depth,
        ...windowOf(shape),
        dy + g * width * 4,
        outChannels * 4,
        outHeight * outWidth * outChannels * 4,
        panels,
        panelStride,
        dx + g * depth * 4,
        inChannels * 4,
        inHeight * inWidth * inChannels * 4,
        0,
        epilogueCode.linear,
        zeros,
        scratch,
      );
    }
  });
}

/** dw = the gradient of conv with respect to its filter. */
export function convFilterGradient(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  dy: number,
  dw: number,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, groups } = shape;
  const pixels = outHeight * outWidth;
  if (isPointwise(shape)) {
    gemm(runtime, {
      m: inChannels,
      n: outChannels,
      k: batch * pixels,
      a: x,
      transposeA: true,
      b: dy,
      transposeB: false,
      c: dw,
    });
    return;
  }
  if (suitsWinograd(runtime, shape)) {
    winogradFilterGradient(runtime, shape, x, dy, dw);
    return;
  }
  if (runtime.blas && suitsBlas(shape)) {
    blasFilterGradient(runtime, runtime.blas, shape, x, dy, dw);
    return;
  }
  const taps = shape.kernelHeight * shape.kernelWidth;
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const k = taps * depth;
  if (depth >= FEW_CHANNELS) {
    const rowBytes = (inWidth * shape.strideHeight * inChannels + outWidth * outChannels) * 4;
    const imageBytes = rowBytes * outHeight;
    const imageBlock = Math.max(1, Math.floor(SWEEP_BYTES / imageBytes));
    const rowBlock = imageBlock > 1 ? outHeight : Math.max(1, Math.floor(SWEEP_BYTES / rowBytes));
    withScratch(runtime, SCRATCH, (scratch) => {
      for (let g = 0; g < groups; g++) {
        runtime.wasm.convFilterGradient(
          batch,
          inHeight,
          inWidth,
          depth,
          outHeight,
          outWidth,
          width,
          ...windowOf(shape),
          x + g * depth * 4,
          inChannels * 4,
          inHeight * inWidth * inChannels * 4,
          dy + g * width * 4,
          outChannels * 4,
          pixels * outChannels * 4,
          dw + g * width * 4,
          depth * outChannels * 4,
          outChannels * 4,
          imageBlock,
          rowBlock,
          1,
          scratch,
        );
      }
    });
    return;
  }
  const rows = Math.min(batch * pixels, Math.max(8, Math.floor(SWEEP_BYTES / (4 * (k + outChannels)))));
  withScratch(runtime, SCRATCH + rows * k * 4, (scratch) => {
    const columns = scratch + SCRATCH;
    for (let g = 0; g < groups; g++) {
      for (let from = 0; from < batch * pixels; from += rows) {
        const to = Math.min(batch * pixels, from + rows);
        runtime.wasm.im2col(
          from,
          to,
          inHeight,
          inWidth,
          depth,
          outHeight,
          outWidth,
          ...windowOf(shape),
          x + g * depth * 4,
          inChannels * 4,
          inHeight * inWidth * inChannels * 4,
          columns,
          k * 4,
        );
        runtime.wasm.convFilterGradient(
          1,
          1,
          to - from,
          k,
          1,
          to - from,
          width,
          1,
          1,
          1,
          1,
          1,
          1,
          0,
          0,
          columns,
          k * 4,
          0,
          dy + (from * outChannels + g * width) * 4,
          outChannels * 4,
          0,
          dw + g * width * 4,
          0,
          outChannels * 4,
          1,
          1,
          from === 0 ? 1 : 0,
          scratch,
        );
      }
    }
  });
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
