import { blasFilterGradient, blasForward, blasInputGradient, suitsBlas } from './conv-blas.ts';
import { isPointwise, windowOf, type ConvShape } from './conv-shape.ts';
import { epilogueCode } from './codes.ts';
import { gemm } from './gemm.ts';
import { withScratch, type Runtime } from './runtime.ts';

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
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, groups } = shape;
  const pixels = outHeight * outWidth;
  if (isPointwise(shape)) {
    gemm(runtime, {
      m: batch * pixels,
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
  if (runtime.blas && suitsBlas(shape)) {
    blasForward(runtime, runtime.blas, shape, x, filter, y, bias, activation);
    return;
  }
  const taps = shape.kernelHeight * shape.kernelWidth;
  const depth = inChannels / groups;
  const width = outChannels / groups;
  const k = taps * depth;
  const panelStride = k * 32;
  const panelBytes = Math.ceil(width / 8) * panelStride;
  const isFew = depth < FEW_CHANNELS;
  const rows = isFew ? Math.min(batch * pixels, Math.max(8, Math.floor(SWEEP_BYTES / (4 * k)))) : 0;
  const listBytes = SCRATCH + taps * 20;
  const extra = isFew ? rows * k * 4 : depth * 4;
  withScratch(runtime, align(listBytes) + align(panelBytes) + extra, (scratch) => {
    const panels = scratch + align(listBytes);
    const area = panels + align(panelBytes);
    if (!isFew) runtime.wasm.fill(area, depth, 0);
    for (let g = 0; g < groups; g++) {
      runtime.wasm.packPanels(filter + g * width * 4, outChannels, 0, k, width, panels, panelStride);
      const xGroup = x + g * depth * 4;
      const yGroup = y + g * width * 4;
      const biasGroup = bias === 0 ? 0 : bias + g * width * 4;
      if (!isFew) {
        runtime.wasm.convRows(
          0,
          batch,
          inHeight,
          inWidth,
          depth,
          outHeight,
          outWidth,
          width,
          ...windowOf(shape),
          xGroup,
          inChannels * 4,
          inHeight * inWidth * inChannels * 4,
          panels,
          panelStride,
          yGroup,
          outChannels * 4,
          pixels * outChannels * 4,
          biasGroup,
          activation,
          area,
          scratch,
        );
        continue;
      }
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
          xGroup,
          inChannels * 4,
          inHeight * inWidth * inChannels * 4,
          area,
          k * 4,
        );
        runtime.wasm.gemmPacked(
          to - from,
          width,
          k,
          area,
          k,
          0,
          panels,
          panelStride,
          yGroup + from * outChannels * 4,
          outChannels,
          0,
          biasGroup,
          activation,
          scratch,
        );
      }
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
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, groups } = shape;
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
  if (runtime.blas && suitsBlas(shape)) {
    blasInputGradient(runtime, runtime.blas, shape, dy, filter, dx);
    return;
  }
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
        1,
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
