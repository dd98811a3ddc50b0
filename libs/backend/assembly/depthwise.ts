import { fma } from './simd';

/**
 * Depthwise convolution with channel multiplier 1, NHWC, filter [kH, kW, C]. Mode 0 forward, mode 1 input gradient
 * (gathering: output pixel i takes the pixels o with o * stride - pad + tap * dilation = i).
 */
export function depthwise(
  mode: i32, images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, filter: usize, out: usize,
): void {
  const pixel = (<usize>C) << 2;
  const row = pixel * <usize>inW;
  const wholes = C & ~3;
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      for (let w = 0; w < outW; w++) {
        let first = true;
        for (let i = 0; i < kH; i++) {
          let ih = 0;
          if (mode) {
            ih = h + padTop - i * dilationH;
            if (ih < 0 || ih % strideH != 0) continue;
            ih /= strideH;
          } else {
            ih = h * strideH - padTop + i * dilationH;
          }
          if (<u32>ih >= <u32>inH) continue;
          for (let j = 0; j < kW; j++) {
            let iw = 0;
            if (mode) {
              iw = w + padLeft - j * dilationW;
              if (iw < 0 || iw % strideW != 0) continue;
              iw /= strideW;
            } else {
              iw = w * strideW - padLeft + j * dilationW;
            }
            if (<u32>iw >= <u32>inW) continue;
            const p = x + <usize>ih * row + <usize>iw * pixel;
            const f = filter + <usize>(i * kW + j) * pixel;
            let o: usize = 0;
            const end = (<usize>wholes) << 2;
            if (first) {
              for (; o < end; o += 16) v128.store(out + o, f32x4.mul(v128.load(p + o), v128.load(f + o)));
              for (; o < pixel; o += 4) store<f32>(out + o, load<f32>(p + o) * load<f32>(f + o));
              first = false;
            } else {
              for (; o < end; o += 16) {
                v128.store(out + o, fma(v128.load(p + o), v128.load(f + o), v128.load(out + o)));
              }
              for (; o < pixel; o += 4) {
                store<f32>(out + o, load<f32>(p + o) * load<f32>(f + o) + load<f32>(out + o));
              }
            }
          }
        }
        if (first) memory.fill(out, 0, pixel);
        out += pixel;
      }
    }
    x += row * <usize>inH;
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
  memory.fill(dw, 0, <usize>(kH * kW) * pixel);
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      for (let i = 0; i < kH; i++) {
        const ih = h * strideH - padTop + i * dilationH;
        if (<u32>ih >= <u32>inH) continue;
        for (let j = 0; j < kW; j++) {
          const shift = j * dilationW - padLeft;
          const w0 = max(0, shift < 0 ? (strideW - 1 - shift) / strideW : 0);
          const w1 = min(outW, inW > shift ? (inW - 1 - shift) / strideW + 1 : 0);
          if (w1 <= w0) continue;
          const p0 = x + <usize>ih * xRow + <usize>(w0 * strideW + shift) * pixel;
          const q0 = dy + <usize>h * yRow + <usize>w0 * pixel;
          const step = pixel * <usize>strideW;
          const target = dw + <usize>(i * kW + j) * pixel;
          let c = 0;
          for (; c + 8 <= C; c += 8) {
            const o = (<usize>c) << 2;
            let a0 = f32x4.splat(0);
            let a1 = f32x4.splat(0);
            let p = p0 + o;
            let q = q0 + o;
            for (let w = w0; w < w1; w++, p += step, q += pixel) {
              a0 = fma(v128.load(p), v128.load(q), a0);
              a1 = fma(v128.load(p, 16), v128.load(q, 16), a1);
            }
            v128.store(target + o, f32x4.add(v128.load(target + o), a0));
            v128.store(target + o, f32x4.add(v128.load(target + o, 16), a1), 16);
          }
          for (; c < C; c++) {
            const o = (<usize>c) << 2;
            let a: f32 = 0;
            let p = p0 + o;
            let q = q0 + o;
            for (let w = w0; w < w1; w++, p += step, q += pixel) a += load<f32>(p) * load<f32>(q);
            store<f32>(target + o, load<f32>(target + o) + a);
          }
        }
      }
    }
    x += xRow * <usize>inH;
    dy += yRow * <usize>outH;
  }
}
