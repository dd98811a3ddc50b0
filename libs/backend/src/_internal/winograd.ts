import { turnedShape, type ConvShape } from './conv-shape.ts';
import { blasFor, sweepOuterProducts } from './gemm.ts';
import { withScratch, type Runtime } from './runtime.ts';
import { withTurnedFilter } from './turned-filter.ts';

// Convolutions of 3 x 3 with stride 1 by Winograd's F(4 x 4, 3 x 3), assembly/winograd.ts: a quarter of the multiplications.
// Tiles are taken in blocks whose transforms stay in the cache; each of their 36 positions is one matrix product.

const POSITIONS = 36;
/** Transformed values of one block, inputs and outputs together. */
const BLOCK_BYTES = 1_572_864;
const TEMP_BYTES = POSITIONS * 16;

/** The covering of a batch with tiles of 4 x 4 outputs. */
interface Tiling {
  down: number;
  across: number;
  count: number;
}

function tilingOf({ batch, outHeight, outWidth }: ConvShape): Tiling {
  const [down, across] = [Math.ceil(outHeight / 4), Math.ceil(outWidth / 4)];
  return { down, across, count: batch * down * across };
}

/** Tiles that pay for transforming the filters: fewer where products are slower. */
const LEAST_TILES = { blas: 32, wasm: 8 };

/** Whether the transforms pay: enough channels and tiles to multiply, and tiles that are mostly inside the image. */
export function suitsWinograd({ blas }: Pick<Runtime, 'blas'>, shape: ConvShape): boolean {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = shape;
  const isPlain =
    strideHeight * strideWidth === 1 && dilationHeight * dilationWidth === 1 && shape.groups === 1;
  const { inChannels, outChannels, outHeight, outWidth } = shape;
  const areVectors = inChannels % 4 === 0 && outChannels % 4 === 0;
  const { count } = tilingOf(shape);
  return (
    kernelHeight === 3 &&
    kernelWidth === 3 &&
    isPlain &&
    areVectors &&
    Math.min(inChannels, outChannels) >= 8 &&
    count >= LEAST_TILES[blas ? 'blas' : 'wasm'] &&
    // Tiles that hang over the border compute outputs that nobody needs.
    count * 16 <= 2 * shape.batch * outHeight * outWidth
  );
}

/** Bytes from one of the 36 positions to the next: one line more than the values, as equal steps of 4 KiB collide in the cache. */
function stride(values: number): number {
  return Math.ceil(values / 16) * 64 + 64;
}

function blockTiles(tiles: number, channels: number): number {
  const fitting = Math.floor(BLOCK_BYTES / (POSITIONS * 4 * channels));
  // Equal blocks of whole register tiles.
  const blocks = Math.ceil(tiles / Math.max(32, fitting));
  return Math.min(tiles, Math.ceil(tiles / blocks / 8) * 8);
}

/** Multiplies V [rows, C] of one position with its filters U [C, F]. */
type Multiply = (position: number, rows: number, v: number, m: number) => void;

/** The filters, transformed, in the form that the provider multiplies fastest. */
function withFilters(
  runtime: Runtime,
  filter: number,
  { inChannels, outChannels }: ConvShape,
  tiles: number,
  body: (multiply: Multiply) => void,
): void {
  const { wasm } = runtime;
  const blas = blasFor(runtime, { m: tiles, n: outChannels, k: inChannels });
  const values = inChannels * outChannels;
  const step = stride(values);
  withScratch(runtime, POSITIONS * step + TEMP_BYTES, (transformed) => {
    wasm.winogradFilter(filter, values, transformed, step, transformed + POSITIONS * step);
    if (blas) {
      body((position, rows, v, m) =>
        blas.sgemm(
          false,
          false,
          rows,
          outChannels,
          inChannels,
          v,
          inChannels,
          transformed + position * step,
          outChannels,
          0,
          m,
          outChannels,
        ),
      );
      return;
    }
    const panelStride = inChannels * 32;
    const panelBytes = Math.ceil(outChannels / 8) * panelStride;
    withScratch(runtime, POSITIONS * panelBytes + 256, (panels) => {
      const scratch = panels + POSITIONS * panelBytes;
      for (let i = 0; i < POSITIONS; i++) {
        wasm.packPanels(
          transformed + i * step,
          outChannels,
          0,
          inChannels,
          outChannels,
          panels + i * panelBytes,
          panelStride,
        );
      }
      body((position, rows, v, m) =>
        wasm.gemmPacked(
          rows,
          outChannels,
          inChannels,
          v,
          inChannels,
          0,
          panels + position * panelBytes,
          panelStride,
          m,
          outChannels,
          0,
          0,
          0,
          scratch,
        ),
      );
    });
  });
}

/** y = conv(x, filter) (+ bias, activation). */
export function winogradForward(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  filter: number,
  y: number,
  bias: number,
  activation: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { down, across, count } = tilingOf(shape);
  const block = blockTiles(count, inChannels + outChannels);
  const [stepIn, stepOut] = [stride(block * inChannels), stride(block * outChannels)];
  withFilters(runtime, filter, shape, block, (multiply) => {
    const bytes = POSITIONS * (stepIn + stepOut);
    withScratch(runtime, bytes + TEMP_BYTES + POSITIONS * inChannels * 4, (v) => {
      const [m, temp] = [v + POSITIONS * stepIn, v + bytes];
      for (let from = 0; from < count; from += block) {
        const to = Math.min(count, from + block);
        const where = [from, to, down, across] as const;
        runtime.wasm.winogradInput(
          ...where,
          inHeight,
          inWidth,
          inChannels,
          shape.padTop,
          shape.padLeft,
          x,
          v,
          stepIn,
          temp,
        );
        for (let i = 0; i < POSITIONS; i++) multiply(i, to - from, v + i * stepIn, m + i * stepOut);
        runtime.wasm.winogradOutput(
          ...where,
          outHeight,
          outWidth,
          outChannels,
          m,
          stepOut,
          y,
          bias,
          activation,
          temp,
        );
      }
    });
  });
}

/** dx = the convolution of dy with the filter turned around. */
export function winogradInputGradient(
  runtime: Runtime,
  shape: ConvShape,
  dy: number,
  filter: number,
  dx: number,
): void {
  withTurnedFilter(runtime, shape, filter, (turned) =>
    winogradForward(runtime, turnedShape(shape), dy, turned, dx, 0, 0),
  );
}

/** dw: products of transformed inputs and transformed gradients over all tiles, transformed back. */
export function winogradFilterGradient(
  runtime: Runtime,
  shape: ConvShape,
  x: number,
  dy: number,
  dw: number,
): void {
  const { wasm } = runtime;
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { down, across, count } = tilingOf(shape);
  const block = blockTiles(count, inChannels + outChannels);
  const values = inChannels * outChannels;
  const [stepIn, stepOut, step] = [block * inChannels, block * outChannels, values].map(stride) as [
    number,
    number,
    number,
  ];
  const bytes = POSITIONS * (stepIn + stepOut + step);
  const edge = POSITIONS * Math.max(inChannels, outChannels) * 4;
  withScratch(runtime, bytes + TEMP_BYTES + edge, (v) => {
    const [m, sums, temp] = [v + POSITIONS * stepIn, v + POSITIONS * (stepIn + stepOut), v + bytes];
    for (let from = 0; from < count; from += block) {
      const to = Math.min(count, from + block);
      const where = [from, to, down, across] as const;
      wasm.winogradInput(
        ...where,
        inHeight,
        inWidth,
        inChannels,
        shape.padTop,
        shape.padLeft,
        x,
        v,
        stepIn,
        temp,
      );
      wasm.winogradSpread(...where, outHeight, outWidth, outChannels, dy, m, stepOut, temp);
      for (let i = 0; i < POSITIONS; i++) {
        const product = {
          m: inChannels,
          n: outChannels,
          k: to - from,
          a: v + i * stepIn,
          b: m + i * stepOut,
          c: sums + i * step,
        };
        accumulate(runtime, product, from === 0, temp);
      }
    }
    wasm.winogradFilterGradient(sums, step, values, dw, temp);
  });
}

/** C = A^T . B, or added to it unless `isFirst`. */
function accumulate(
  runtime: Runtime,
  product: Parameters<typeof sweepOuterProducts>[1],
  isFirst: boolean,
  scratch: number,
): void {
  const blas = blasFor(runtime, product);
  const { m, n, k, a, b, c } = product;
  if (blas) blas.sgemm(true, false, m, n, k, a, m, b, n, isFirst ? 0 : 1, c, n);
  else sweepOuterProducts(runtime, product, isFirst, scratch);
}
