import { fma } from './simd';

/** Outputs side by side that share each load of the filter. */
const STRIP = 4;

/**
 * Depthwise convolution with channel multiplier 1, NHWC, filter [kH, kW, C]. Mode 0 forward, mode 1 input gradient
 * (gathering: output pixel i takes the pixels o with o * stride - pad + tap * dilation = i).
 */
export function depthwise(
  mode: i32, images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, filter: usize, out: usize,
): void {
  const gathers = mode && (strideH > 1 || strideW > 1);
  for (let image = 0; image < images; image++) {
    if (gathers) {
      gatherImage(inH, inW, C, outH, outW, kH, kW, strideH, strideW, dilationH, dilationW, padTop, padLeft, x, filter, out);
    } else if (mode) {
      // With stride 1 the gradient is the convolution with the filter turned round.
      const last = filter + ((<usize>(kH * kW * C - C)) << 2);
      const top = (kH - 1) * dilationH - padTop;
      const left = (kW - 1) * dilationW - padLeft;
      convolveImage(inH, inW, C, outH, outW, kH, kW, 1, 1, dilationH, dilationW, top, left, x, last, -1, out);
    } else {
      convolveImage(
        inH, inW, C, outH, outW, kH, kW, strideH, strideW, dilationH, dilationW, padTop, padLeft, x, filter, 1, out,
      );
    }
    x += (<usize>(inH * inW * C)) << 2;
    out += (<usize>(outH * outW * C)) << 2;
  }
}

/** One image; `turn` -1 walks the filter backwards from its last tap. */
function convolveImage(
  inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, filter: usize, turn: i32, out: usize,
): void {
  const pixel = <isize>C << 2;
  const row = pixel * inW;
  const tap = pixel * turn;
  const right = inW - (kW - 1) * dilationW + padLeft;
  // Outputs whose whole window lies between the left and the right border.
  const inner0 = min(outW, (padLeft + strideW - 1) / strideW);
  const inner1 = max(inner0, right > 0 ? min(outW, (right - 1) / strideW + 1) : 0);
  for (let h = 0; h < outH; h++) {
    const top = h * strideH - padTop;
    const i0 = firstTap(top, dilationH, kH);
    const rows = endTap(top, dilationH, inH, kH) - i0;
    const p = <isize>x + (top + i0 * dilationH) * row;
    const f = <isize>filter + i0 * kW * tap;
    for (let w = 0; w < outW; ) {
      const left = w * strideW - padLeft;
      if (w >= inner0 && w + STRIP <= inner1) {
        convolveStrip(rows, kW, C, p + left * pixel, dilationH * row, dilationW * pixel, strideW * pixel, f, tap, out);
        w += STRIP;
        out += pixel * STRIP;
      } else {
        const j0 = firstTap(left, dilationW, kW);
        const columns = endTap(left, dilationW, inW, kW) - j0;
        const corner = p + (left + j0 * dilationW) * pixel;
        convolvePixel(rows, columns, kW, C, 0, corner, dilationH * row, dilationW * pixel, f + j0 * tap, tap, out);
        w++;
        out += pixel;
      }
    }
  }
}

/** The first tap that does not fall before the border, when tap 0 falls on `start`. */
@inline
function firstTap(start: i32, dilation: i32, taps: i32): i32 {
  return start < 0 ? min(taps, (dilation - 1 - start) / dilation) : 0;
}

/** Behind the last tap within `size`; at least the first tap. */
@inline
function endTap(start: i32, dilation: i32, size: i32, taps: i32): i32 {
  const end = start < size ? min(taps, (size - 1 - start) / dilation + 1) : 0;
  return max(end, firstTap(start, dilation, taps));
}

/** STRIP outputs side by side with whole rows of taps; the sums stay in registers. */
function convolveStrip(
  rows: i32, kW: i32, C: i32, x: isize, down: isize, along: isize, next: isize, filter: isize, tap: isize, out: usize,
): void {
  const pixel = <usize>C << 2;
  const end = <isize>(C & ~3) << 2;
  const slides = kW == 3 && along == next;
  for (let o: isize = 0; o < end; o += 16) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let p = x + o;
    let f = filter + o;
    for (let i = 0; i < rows; i++, p += down) {
      if (slides) {
        // Neighbours share their inputs: 6 loads serve 12 products.
        const f0 = v128.load(f);
        const f1 = v128.load(f + tap);
        const f2 = v128.load(f + tap + tap);
        f += 3 * tap;
        let q = p;
        let v = v128.load(q);
        a0 = fma(v, f0, a0);
        v = v128.load((q += next));
        a0 = fma(v, f1, a0);
        a1 = fma(v, f0, a1);
        v = v128.load((q += next));
        a0 = fma(v, f2, a0);
        a1 = fma(v, f1, a1);
        a2 = fma(v, f0, a2);
        v = v128.load((q += next));
        a1 = fma(v, f2, a1);
        a2 = fma(v, f1, a2);
        a3 = fma(v, f0, a3);
        v = v128.load((q += next));
        a2 = fma(v, f2, a2);
        a3 = fma(v, f1, a3);
        v = v128.load(q + next);
        a3 = fma(v, f2, a3);
      } else {
        let q = p;
        for (let j = 0; j < kW; j++, q += along, f += tap) {
          const v = v128.load(f);
          a0 = fma(v128.load(q), v, a0);
          a1 = fma(v128.load(q + next), v, a1);
          a2 = fma(v128.load(q + 2 * next), v, a2);
          a3 = fma(v128.load(q + 3 * next), v, a3);
        }
      }
    }
    const target = out + o;
    v128.store(target, a0);
    v128.store(target + pixel, a1);
    v128.store(target + 2 * pixel, a2);
    v128.store(target + 3 * pixel, a3);
  }
  if (C & 3) {
    for (let w = 0; w < STRIP; w++) convolvePixel(rows, kW, kW, C, C & ~3, x + w * next, down, along, filter, tap, out + w * pixel);
  }
}

/** One output with `rows` × `columns` of its taps, from channel `c` on. */
function convolvePixel(
  rows: i32, columns: i32, kW: i32, C: i32, c: i32,
  x: isize, down: isize, along: isize, filter: isize, tap: isize, out: usize,
): void {
  for (; c + 4 <= C; c += 4) {
    const o = <isize>c << 2;
    let a = f32x4.splat(0);
    for (let i = 0; i < rows; i++) {
      let p = x + i * down + o;
      let f = filter + i * kW * tap + o;
      for (let j = 0; j < columns; j++, p += along, f += tap) a = fma(v128.load(p), v128.load(f), a);
    }
    v128.store(out + o, a);
  }
  for (; c < C; c++) {
    const o = <isize>c << 2;
    let a: f32 = 0;
    for (let i = 0; i < rows; i++) {
      let p = x + i * down + o;
      let f = filter + i * kW * tap + o;
      for (let j = 0; j < columns; j++, p += along, f += tap) a += load<f32>(p) * load<f32>(f);
    }
    store<f32>(out + o, a);
  }
}

/** The input gradient of one image of a convolution with strides, which skips the taps that fall between. */
function gatherImage(
  inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, filter: usize, out: usize,
): void {
  const pixel = (<usize>C) << 2;
  const row = pixel * <usize>inW;
  const end = (<usize>(C & ~3)) << 2;
  for (let h = 0; h < outH; h++) {
    for (let w = 0; w < outW; w++, out += pixel) {
      memory.fill(out, 0, pixel);
      for (let i = 0; i < kH; i++) {
        const above = h + padTop - i * dilationH;
        const ih = above / strideH;
        if (above < 0 || above % strideH != 0 || ih >= inH) continue;
        for (let j = 0; j < kW; j++) {
          const before = w + padLeft - j * dilationW;
          const iw = before / strideW;
          if (before < 0 || before % strideW != 0 || iw >= inW) continue;
          const p = x + <usize>ih * row + <usize>iw * pixel;
          const f = filter + <usize>(i * kW + j) * pixel;
          let o: usize = 0;
          for (; o < end; o += 16) {
            v128.store(out + o, fma(v128.load(p + o), v128.load(f + o), v128.load(out + o)));
          }
          for (; o < pixel; o += 4) {
            store<f32>(out + o, load<f32>(p + o) * load<f32>(f + o) + load<f32>(out + o));
          }
        }
      }
    }
  }
}

/** Filter gradient of `depthwise`: dw [kH, kW, C], written whole. Sums row by row, so that partial sums stay small. */
export function depthwiseFilterGradient(
  images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, dy: usize, dw: usize,
): void {
  const pixel = (<usize>C) << 2;
  const xRow = pixel * <usize>inW;
  const yRow = pixel * <usize>outW;
  const step = pixel * <usize>strideW;
  const right = inW - (kW - 1) * dilationW + padLeft;
  // Outputs whose whole window lies between the left and the right border.
  const inner0 = min(outW, (padLeft + strideW - 1) / strideW);
  const inner1 = max(inner0, right > 0 ? min(outW, (right - 1) / strideW + 1) : 0);
  const slides = kW == 3 && strideW == dilationW && inner1 > inner0;
  memory.fill(dw, 0, <usize>(kH * kW) * pixel);
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      const q = dy + <usize>h * yRow;
      for (let i = 0; i < kH; i++) {
        const ih = h * strideH - padTop + i * dilationH;
        if (<u32>ih >= <u32>inH) continue;
        const p = x + <usize>ih * xRow;
        const taps = dw + <usize>(i * kW) * pixel;
        if (slides) {
          const corner = p + <usize>(inner0 * strideW - padLeft) * pixel;
          addThreeTaps(inner1 - inner0, C, corner, step, q + <usize>inner0 * pixel, taps);
        }
        for (let j = 0; j < kW; j++) {
          const shift = j * dilationW - padLeft;
          const w0 = firstTap(shift, strideW, outW);
          const w1 = endTap(shift, strideW, inW, outW);
          const row = p + <usize>(shift * C << 2);
          const target = taps + <usize>j * pixel;
          if (slides) {
            addTap(w0, inner0, 0, C, row, step, q, target);
            addTap(max(w0, inner1), w1, 0, C, row, step, q, target);
          } else {
            addTap(w0, w1, 0, C, row, step, q, target);
          }
        }
      }
    }
    x += xRow * <usize>inH;
    dy += yRow * <usize>outH;
  }
}

/** Adds the outputs from `w0` to `w1` of one tap to `dw`, from channel `c` on; `x` is what output 0 would see. */
function addTap(w0: i32, w1: i32, c: i32, C: i32, x: usize, step: usize, dy: usize, dw: usize): void {
  if (w1 <= w0) return;
  const pixel = (<usize>C) << 2;
  x += <usize>w0 * step;
  dy += <usize>w0 * pixel;
  for (; c + 8 <= C; c += 8) {
    const o = (<usize>c) << 2;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let p = x + o;
    let q = dy + o;
    for (let w = w0; w < w1; w++, p += step, q += pixel) {
      a0 = fma(v128.load(p), v128.load(q), a0);
      a1 = fma(v128.load(p, 16), v128.load(q, 16), a1);
    }
    addTo(dw + o, a0);
    addTo(dw + o + 16, a1);
  }
  for (; c < C; c++) {
    const o = (<usize>c) << 2;
    let a: f32 = 0;
    let p = x + o;
    let q = dy + o;
    for (let w = w0; w < w1; w++, p += step, q += pixel) a += load<f32>(p) * load<f32>(q);
    store<f32>(dw + o, load<f32>(dw + o) + a);
  }
}

/**
 * Adds `count` outputs of the three taps of a row to `dw`; a step is as wide as the taps are apart, so that each input is loaded
 * once and slides along. Six sums at once hide how long a multiplication takes.
 */
function addThreeTaps(count: i32, C: i32, x: usize, step: usize, dy: usize, dw: usize): void {
  const pixel = (<usize>C) << 2;
  const end = (<usize>(C & ~7)) << 2;
  for (let o: usize = 0; o < end; o += 32) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let p = x + o;
    let q = dy + o;
    let left0 = v128.load(p);
    let left1 = v128.load(p, 16);
    p += step;
    let middle0 = v128.load(p);
    let middle1 = v128.load(p, 16);
    for (let w = 0; w < count; w++, q += pixel) {
      p += step;
      const right0 = v128.load(p);
      const right1 = v128.load(p, 16);
      const d0 = v128.load(q);
      const d1 = v128.load(q, 16);
      a0 = fma(left0, d0, a0);
      a1 = fma(left1, d1, a1);
      b0 = fma(middle0, d0, b0);
      b1 = fma(middle1, d1, b1);
      c0 = fma(right0, d0, c0);
      c1 = fma(right1, d1, c1);
      left0 = middle0;
      left1 = middle1;
      middle0 = right0;
      middle1 = right1;
    }
    const target = dw + o;
    addTo(target, a0);
    addTo(target + 16, a1);
    addTo(target + pixel, b0);
    addTo(target + pixel + 16, b1);
    addTo(target + 2 * pixel, c0);
    addTo(target + 2 * pixel + 16, c1);
  }
  if (C & 7) {
    for (let j = 0; j < 3; j++) addTap(0, count, C & ~7, C, x + <usize>j * step, step, dy, dw + <usize>j * pixel);
  }
}

@inline
function addTo(target: usize, a: v128): void {
  v128.store(target, f32x4.add(v128.load(target), a));
}
