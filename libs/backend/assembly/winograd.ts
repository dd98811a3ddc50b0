import { copyFloats, fma, fnma, zeroFloats } from './simd';

// Winograd's convolution F(4 x 4, 3 x 3) for stride 1 (Lavin & Gray, CVPR 2016): 36 products for 16 outputs instead of 144.
// An image is covered by tiles of 4 x 4 outputs, which read 6 x 6 inputs; each of the 36 positions of the transformed tiles
// is one matrix product over tiles and channels. The points are 0, +-1/sqrt 2, +-sqrt 2 and infinity, whose rounding errors
// are a third of those of the usual 0, +-1, +-2: less than twice those of the direct sum.
//
// Transformed tiles are [36][tiles][channels], `position` bytes from one of the 36 to the next. Channels come in vectors of 4.
// `temp` is working memory for 36 vectors and the copy of a tile that hangs over the border, TEMP + 36 pixels.

const TEMP: usize = 36 * 16;
const TILE: i32 = 4;
const REACH: i32 = 6;

/** Factors, in memory: a broadcasting load costs less than a vector constant. */
const F = memory.data<f32>([
  2.5, 1.4142135623730951, 0.7071067811865476, 0.5, 2, 0.3535533905932738, 2.8284271247461903,
  0.6666666666666666, 0.16666666666666666, 0.47140452079103173, 0.23570226039551587, 0.3333333333333333,
]);
const TWO_AND_HALF: usize = 0, ROOT: usize = 4, HALF_ROOT: usize = 8, HALF: usize = 12, TWO: usize = 16, QUARTER_ROOT: usize = 20;
const TWO_ROOTS: usize = 24, TWO_THIRDS: usize = 28, SIXTH: usize = 32, ROOT_THIRD: usize = 36, ROOT_SIXTH: usize = 40, THIRD: usize = 44;

@inline
function factor(offset: usize): v128 {
  return v128.load32_splat(F + offset);
}

/** a - k b */
@inline
function less(a: v128, k: usize, b: v128): v128 {
  return fnma(factor(k), b, a);
}

/** k a + l b */
@inline
function blend(k: usize, a: v128, l: usize, b: v128): v128 {
  return fma(factor(k), a, f32x4.mul(factor(l), b));
}

/** Six values of the input: B^T d. */
@inline
function inputStep(from: usize, step: usize, to: usize, out: usize): void {
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  v128.store(to, less(f32x4.add(v128.load(from), d4), TWO_AND_HALF, d2));
  let even = f32x4.sub(f32x4.add(d2, d2), d4);
  let odd = less(f32x4.mul(factor(ROOT), d1), HALF_ROOT, d3);
  v128.store(to + out, f32x4.add(even, odd));
  v128.store(to + 2 * out, f32x4.sub(even, odd));
  even = less(d4, HALF, d2);
  odd = less(f32x4.mul(factor(ROOT), d3), HALF_ROOT, d1);
  v128.store(to + 3 * out, f32x4.add(even, odd));
  v128.store(to + 4 * out, f32x4.sub(even, odd));
  v128.store(to + 5 * out, less(f32x4.add(d1, v128.load(from + 5 * step)), TWO_AND_HALF, d3));
}

/** Four values of the output's gradient, spread over six: A y. */
@inline
function spreadStep(from: usize, step: usize, to: usize, out: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load(from + step);
  const y2 = v128.load(from + 2 * step);
  const y3 = v128.load(from + 3 * step);
  v128.store(to, y0);
  let even = fma(factor(HALF), y2, y0);
  let odd = blend(HALF_ROOT, y1, QUARTER_ROOT, y3);
  v128.store(to + out, f32x4.add(even, odd));
  v128.store(to + 2 * out, f32x4.sub(even, odd));
  even = fma(factor(TWO), y2, y0);
  odd = blend(ROOT, y1, TWO_ROOTS, y3);
  v128.store(to + 3 * out, f32x4.add(even, odd));
  v128.store(to + 4 * out, f32x4.sub(even, odd));
  v128.store(to + 5 * out, y3);
}

/** Three values of the filter: G g. */
@inline
function filterStep(from: usize, step: usize, to: usize, out: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step);
  v128.store(to, g0);
  const third = f32x4.mul(factor(THIRD), g2);
  let even = fma(factor(TWO_THIRDS), g0, third);
  let odd = f32x4.mul(factor(ROOT_THIRD), g1);
  v128.store(to + out, f32x4.add(even, odd));
  v128.store(to + 2 * out, f32x4.sub(even, odd));
  even = fma(factor(SIXTH), g0, third);
  odd = f32x4.mul(factor(ROOT_SIXTH), g1);
  v128.store(to + 3 * out, f32x4.add(even, odd));
  v128.store(to + 4 * out, f32x4.sub(even, odd));
  v128.store(to + 5 * out, g2);
}

/** Six values of the filter's gradient to three: G^T u. */
@inline
function filterGradientStep(from: usize, step: usize, to: usize, out: usize): void {
  const u1 = v128.load(from + step);
  const u2 = v128.load(from + 2 * step);
  const u3 = v128.load(from + 3 * step);
  const u4 = v128.load(from + 4 * step);
  const near = f32x4.add(u1, u2);
  const far = f32x4.add(u3, u4);
  v128.store(to, f32x4.add(v128.load(from), blend(TWO_THIRDS, near, SIXTH, far)));
  v128.store(to + out, blend(ROOT_THIRD, f32x4.sub(u1, u2), ROOT_SIXTH, f32x4.sub(u3, u4)));
  v128.store(to + 2 * out, fma(factor(THIRD), f32x4.add(near, far), v128.load(from + 5 * step)));
}

/** Both dimensions of one vector of channels of an input tile; writes 36 positions. */
@inline
function inputTile(x: usize, row: usize, pixel: usize, channels: i32, out: usize, position: usize, temp: usize): void {
  for (let c = channels; c > 0; c -= 4, x += 16, out += 16) {
    let from = x;
    for (let to = temp; to < temp + 96; to += 16, from += pixel) inputStep(from, row, to, 96);
    let to = out;
    for (from = temp; from < temp + TEMP; from += 96, to += 6 * position) inputStep(from, 16, to, position);
  }
}

/** Likewise for a 4 x 4 tile of the output's gradient. */
@inline
function spreadTile(dy: usize, row: usize, pixel: usize, channels: i32, out: usize, position: usize, temp: usize): void {
  for (let c = channels; c > 0; c -= 4, dy += 16, out += 16) {
    let from = dy;
    for (let to = temp; to < temp + 64; to += 16, from += pixel) spreadStep(from, row, to, 64);
    let to = out;
    for (from = temp; from < temp + 384; from += 64, to += 6 * position) spreadStep(from, 16, to, position);
  }
}

/** A square of `size` pixels from (h, w) on, zeros where it leaves the image. */
function copySquare(x: usize, H: i32, W: i32, channels: i32, h: i32, w: i32, size: i32, out: usize): void {
  const pixel = (<usize>channels) << 2;
  for (let i = h; i < h + size; i++) {
    for (let j = w; j < w + size; j++, out += pixel) {
      if (<u32>i < <u32>H && <u32>j < <u32>W) copyFloats(out, x + <usize>(i * W + j) * pixel, channels);
      else zeroFloats(out, channels);
    }
  }
}

/**
 * Transforms the tiles [from, to), counted over images of `down` x `across` tiles, of an input (size 6) or of an output's
 * gradient (size 4). A tile begins at 4 times its place, less `top` and `left`.
 */
@inline
function transformTiles(
  size: i32, from: i32, to: i32, down: i32, across: i32, H: i32, W: i32, channels: i32, top: i32, left: i32,
  x: usize, out: usize, position: usize, temp: usize,
): void {
  const pixel = (<usize>channels) << 2;
  const row = pixel * <usize>W;
  const square = temp + TEMP;
  for (let tile = from; tile < to; tile++, out += pixel) {
    const image = x + <usize>(tile / (down * across)) * row * <usize>H;
    const h = ((tile / across) % down) * TILE - top;
    const w = (tile % across) * TILE - left;
    const inside = h >= 0 && w >= 0 && h + size <= H && w + size <= W;
    if (!inside) copySquare(image, H, W, channels, h, w, size, square);
    const start = inside ? image + <usize>h * row + <usize>w * pixel : square;
    const rowStep = inside ? row : pixel * <usize>size;
    if (size == REACH) inputTile(start, rowStep, pixel, channels, out, position, temp);
    else spreadTile(start, rowStep, pixel, channels, out, position, temp);
  }
}

/** Input tiles x [images, H, W, channels] -> out [36][tiles][channels]. */
export function winogradInput(
  from: i32, to: i32, down: i32, across: i32, H: i32, W: i32, channels: i32, top: i32, left: i32,
  x: usize, out: usize, position: usize, temp: usize,
): void {
  transformTiles(REACH, from, to, down, across, H, W, channels, top, left, x, out, position, temp);
}

/** Tiles of the output's gradient dy [images, H, W, channels] -> out [36][tiles][channels]. */
export function winogradSpread(
  from: i32, to: i32, down: i32, across: i32, H: i32, W: i32, channels: i32,
  dy: usize, out: usize, position: usize, temp: usize,
): void {
  transformTiles(TILE, from, to, down, across, H, W, channels, 0, 0, dy, out, position, temp);
}

/** One row of four outputs: A^T m of six values, then bias and activation; the first `columns` are stored. */
@inline
function outputRow(from: usize, y: usize, pixel: usize, columns: i32, bias: v128, activation: i32): void {
  const m1 = v128.load(from, 16);
  const m2 = v128.load(from, 32);
  const m3 = v128.load(from, 48);
  const m4 = v128.load(from, 64);
  let near = f32x4.add(m1, m2);
  let far = f32x4.add(m3, m4);
  storeOutput(y, f32x4.add(f32x4.add(v128.load(from), near), f32x4.add(far, bias)), activation);
  if (columns > 2) storeOutput(y + 2 * pixel, f32x4.add(blend(HALF, near, TWO, far), bias), activation);
  near = f32x4.sub(m1, m2);
  far = f32x4.sub(m3, m4);
  if (columns > 1) storeOutput(y + pixel, f32x4.add(blend(HALF_ROOT, near, ROOT, far), bias), activation);
  if (columns > 3) {
    const last = f32x4.add(blend(QUARTER_ROOT, near, TWO_ROOTS, far), f32x4.add(v128.load(from, 80), bias));
    storeOutput(y + 3 * pixel, last, activation);
  }
}

@inline
function storeOutput(y: usize, value: v128, activation: i32): void {
  if (activation) value = f32x4.max(value, f32x4.splat(0));
  if (activation == 2) value = f32x4.min(value, f32x4.splat(6));
  v128.store(y, value);
}

/** A^T of six values, `step` apart, to four, 96 bytes apart. */
@inline
function outputStep(from: usize, step: usize, to: usize): void {
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  let near = f32x4.add(m1, m2);
  let far = f32x4.add(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(v128.load(from), near), far));
  v128.store(to, blend(HALF, near, TWO, far), 192);
  near = f32x4.sub(m1, m2);
  far = f32x4.sub(m3, m4);
  v128.store(to, blend(HALF_ROOT, near, ROOT, far), 96);
  v128.store(to, f32x4.add(blend(QUARTER_ROOT, near, TWO_ROOTS, far), v128.load(from + 5 * step)), 288);
}

/** Products m [36][tiles][channels] -> the outputs y [images, H, W, channels] of the tiles [from, to). `bias` may be 0. */
export function winogradOutput(
  from: i32, to: i32, down: i32, across: i32, H: i32, W: i32, channels: i32,
  m: usize, position: usize, y: usize, bias: usize, activation: i32, temp: usize,
): void {
  const pixel = (<usize>channels) << 2;
  const row = pixel * <usize>W;
  for (let tile = from; tile < to; tile++) {
    const h = ((tile / across) % down) * TILE;
    const w = (tile % across) * TILE;
    const rows = min(TILE, H - h);
    const columns = min(TILE, W - w);
    let out = y + (<usize>(tile / (down * across)) * <usize>H + <usize>h) * row + <usize>w * pixel;
    for (let c: usize = 0; c < pixel; c += 16, m += 16, out += 16) {
      let from = m;
      for (let to = temp; to < temp + 96; to += 16, from += position) outputStep(from, 6 * position, to);
      const offset = bias ? v128.load(bias + c) : f32x4.splat(0);
      for (let i = 0; i < rows; i++) {
        outputRow(temp + <usize>i * 96, out + <usize>i * row, pixel, columns, offset, activation);
      }
    }
  }
}

/** Filters w [3, 3, values] -> out [36][values]; `values` is channels times filters. */
export function winogradFilter(w: usize, values: i32, out: usize, position: usize, temp: usize): void {
  const tap = (<usize>values) << 2;
  for (let n = values; n > 0; n -= 4, w += 16, out += 16) {
    for (let j: usize = 0; j < 3; j++) filterStep(w + j * tap, 3 * tap, temp + (j << 4), 48);
    for (let i: usize = 0; i < 6; i++) filterStep(temp + i * 48, 16, out + i * 6 * position, position);
  }
}

/** Gradient of `winogradFilter`: u [36][values] -> dw [3, 3, values]. */
export function winogradFilterGradient(u: usize, position: usize, values: i32, dw: usize, temp: usize): void {
  const tap = (<usize>values) << 2;
  for (let n = values; n > 0; n -= 4, u += 16, dw += 16) {
    for (let j: usize = 0; j < 6; j++) filterGradientStep(u + j * position, 6 * position, temp + (j << 4), 96);
    for (let i: usize = 0; i < 3; i++) filterGradientStep(temp + i * 96, 16, dw + i * 3 * tap, tap);
  }
}
