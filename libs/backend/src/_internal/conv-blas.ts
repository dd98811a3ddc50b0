import type { Blas } from './blas-library.ts';
import { turnedShape, windowOf, type ConvShape } from './conv-shape.ts';
import { applyEpilogue } from './gemm.ts';
import { withScratch, type Runtime } from './runtime.ts';
import { withTurnedFilter } from './turned-filter.ts';

// Convolutions by im2col and BLAS: pixels are taken in panels whose copied windows stay in the second-level cache.

const PANEL_BYTES = 393_216;

/**
 * Whether BLAS is worth the copying: every copied value has to meet enough filters (measured: from 32 on; at 16 the
 * WebAssembly kernels, which copy nothing, are as fast).
 */
export function suitsBlas({ inChannels, outChannels, groups }: ConvShape): boolean {
  return groups === 1 && outChannels >= 32 && (inChannels >= 32 || inChannels < 8);
}

function panelRows(pixels: number, depth: number): number {
  return Math.min(pixels, Math.max(32, Math.floor(PANEL_BYTES / (4 * depth))));
}

function pixelsOf(shape: ConvShape): number {
  return shape.batch * shape.outHeight * shape.outWidth;
}

/** y = conv(x, filter), then bias and activation while the panel is in the cache. */
export function blasForward(
  runtime: Runtime,
  { sgemm }: Blas,
  shape: ConvShape,
  x: number,
  filter: number,
  y: number,
  bias: number,
  activation: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const depth = shape.kernelHeight * shape.kernelWidth * inChannels;
  const pixels = pixelsOf(shape);
  const rows = panelRows(pixels, depth);
  withScratch(runtime, rows * depth * 4, (columns) => {
    for (let from = 0; from < pixels; from += rows) {
      const count = Math.min(rows, pixels - from);
      runtime.wasm.im2col(
        from,
        from + count,
        inHeight,
        inWidth,
        inChannels,
        outHeight,
        outWidth,
        ...windowOf(shape),
        x,
        inChannels * 4,
        inHeight * inWidth * inChannels * 4,
        columns,
        depth * 4,
      );
      const out = y + from * outChannels * 4;
      sgemm(
        false,
        false,
        count,
        outChannels,
        depth,
        columns,
        depth,
        filter,
        outChannels,
        0,
        out,
        outChannels,
      );
      applyEpilogue(runtime, out, count, outChannels, bias, activation);
    }
  });
}

/** dw = sum over panels of windows^T . dy. */
export function blasFilterGradient(
  runtime: Runtime,
  { sgemm }: Blas,
  shape: ConvShape,
  x: number,
  dy: number,
  dw: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const depth = shape.kernelHeight * shape.kernelWidth * inChannels;
  const pixels = pixelsOf(shape);
  const rows = panelRows(pixels, depth + outChannels);
  withScratch(runtime, rows * depth * 4, (columns) => {
    for (let from = 0; from < pixels; from += rows) {
      const count = Math.min(rows, pixels - from);
      runtime.wasm.im2col(
        from,
        from + count,
        inHeight,
        inWidth,
        inChannels,
        outHeight,
        outWidth,
        ...windowOf(shape),
        x,
        inChannels * 4,
        inHeight * inWidth * inChannels * 4,
        columns,
        depth * 4,
      );
      sgemm(
        true,
        false,
        depth,
        outChannels,
        count,
        columns,
        depth,
        dy + from * outChannels * 4,
        outChannels,
        from === 0 ? 0 : 1,
        dw,
        outChannels,
      );
    }
  });
}

/** dx: for stride 1 a convolution of dy with the turned filter, else products scattered back by col2im. */
export function blasInputGradient(
  runtime: Runtime,
  blas: Blas,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  if (shape.strideHeight === 1 && shape.strideWidth === 1)
    withTurnedFilter(runtime, shape, filter, (turned) =>
      blasForward(runtime, blas, turnedShape(shape), dy, turned, dx, 0, 0),
    );
  else scatteredProducts(runtime, blas, shape, dy, filter, dx);
}

function scatteredProducts(
  runtime: Runtime,
  { sgemm }: Blas,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const depth = shape.kernelHeight * shape.kernelWidth * inChannels;
  const pixels = pixelsOf(shape);
  const rows = panelRows(pixels, depth);
  runtime.wasm.fill(dx, shape.batch * inHeight * inWidth * inChannels, 0);
  withScratch(runtime, rows * depth * 4, (columns) => {
    for (let from = 0; from < pixels; from += rows) {
      const count = Math.min(rows, pixels - from);
      const gradients = dy + from * outChannels * 4;
      sgemm(
        false,
        true,
        count,
        depth,
        outChannels,
        gradients,
        outChannels,
        filter,
        outChannels,
        0,
        columns,
        depth,
      );
      runtime.wasm.col2im(
        from,
        from + count,
        inHeight,
        inWidth,
        inChannels,
        outHeight,
        outWidth,
        ...windowOf(shape),
        columns,
        depth * 4,
        dx,
        inChannels * 4,
        inHeight * inWidth * inChannels * 4,
      );
    }
  });
}
