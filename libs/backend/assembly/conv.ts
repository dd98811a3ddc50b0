import { copyFloats, zeroFloats } from './simd';
import { MR, NR, tileColumns, tileRows, tileWindows } from './gemm';

/**
 * Transposed convolution (the input gradient) as a GEMM over addresses: output pixel i gathers the input pixels o with
 * o * stride - pad + tap * dilation = i. For every tile of 4 output pixels the addresses are listed per tap; one that does
 * not exist points at zeros. Pixels are visited phase by phase (i mod stride), so that a whole tile agrees on which taps
 * exist, and the others are skipped.
 *
 * x: images [inH, inW] of `xPixel` bytes per pixel and `xImage` bytes per image, `kc` values used.
 * out: likewise, `N` values written. b: panels of 8 columns, [ceil(N / 8)][taps][kc][8], `panelStride` bytes apart.
 * `zeros`: kc zeros. `scratch`: 256 + 20 taps bytes.
 */
export function convRows(
  images: i32, inH: i32, inW: i32, kc: i32, outH: i32, outW: i32, N: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, xPixel: usize, xImage: usize, b: usize, panelStride: usize, out: usize, outPixel: usize, outImage: usize,
  bias: usize, activation: i32, zeros: usize, scratch: usize,
): void {
  const edge = scratch;
  const outs = scratch + 224;
  const list = scratch + 256;
  const phasesH = strideH;
  const phasesW = strideW;
  const tapBytes = (<usize>kc) << 5;
  const xRow = xPixel * <usize>inW;
  const outRow = outPixel * <usize>outW;
  // As many panels at a time as keep the packed filter in the second-level cache.
  const block = max(NR, NR * (393216 / max(1, <i32>panelStride)));
  for (let n0 = 0; n0 < N; n0 += block) {
    const n1 = min(N, n0 + block);
    for (let image = 0; image < images; image++) {
      const xBase = x + <usize>image * xImage;
      const outBase = out + <usize>image * outImage;
      for (let phaseH = 0; phaseH < phasesH; phaseH++) {
        for (let phaseW = 0; phaseW < phasesW; phaseW++) {
          let h = phaseH;
          let w = phaseW;
          if (w >= outW) continue;
          while (h < outH) {
            // Collect the next (up to) 4 pixels of this phase.
            let rows = 0;
            const h0 = h;
            const w0 = w;
            while (rows < MR && h < outH) {
              store<u32>(outs + ((<usize>rows) << 2), <u32>(outBase + <usize>h * outRow + <usize>w * outPixel));
              rows++;
              w += phasesW;
              if (w >= outW) {
                w = phaseW;
                h += phasesH;
              }
            }
            let taps = 0;
            for (let i = 0; i < kH; i++) {
              for (let j = 0; j < kW; j++) {
                const entry = list + <usize>taps * 20;
                let used = false;
                let ph = h0;
                let pw = w0;
                for (let r = 0; r < MR; r++) {
                  let address = zeros;
                  if (r < rows) {
                    let ih = ph + padTop - i * dilationH;
                    let iw = pw + padLeft - j * dilationW;
                    let inside = ih >= 0 && iw >= 0;
                    if (inside && strideH > 1) {
                      inside = ih % strideH == 0;
                      ih /= strideH;
                    }
                    if (inside && strideW > 1) {
                      inside = iw % strideW == 0;
                      iw /= strideW;
                    }
                    if (inside && <u32>ih < <u32>inH && <u32>iw < <u32>inW) {
                      address = xBase + <usize>ih * xRow + <usize>iw * xPixel;
                      used = true;
                    }
                    pw += phasesW;
                    if (pw >= outW) {
                      pw = phaseW;
                      ph += phasesH;
                    }
                  }
                  store<u32>(entry + 4 + ((<usize>r) << 2), <u32>address);
                }
                if (used) {
                  store<u32>(entry, <u32>(<usize>(i * kW + j) * tapBytes));
                  taps++;
                }
              }
            }
            for (let n = n0; n < n1; n += NR) {
              const offset = (<usize>n) << 2;
              tileRows(
                list, taps, kc, b + (<usize>n / NR) * panelStride, outs, offset, rows, min(NR, N - n),
                0, bias ? bias + offset : 0, activation, edge,
              );
            }
          }
        }
      }
    }
  }
}

/**
 * One image (or a group of its channels) with a border of zeros: out [H, W, channels] starts `top` rows and `left` columns
 * before x [inH, inW] of `xPixel` bytes per pixel; negative numbers cut.
 */
export function padImage(
  x: usize, xPixel: usize, inH: i32, inW: i32, channels: i32, out: usize, H: i32, W: i32, top: i32, left: i32,
): void {
  const pixel = (<usize>channels) << 2;
  const row = pixel * <usize>W;
  const w0 = min(W, max(0, left));
  const w1 = max(w0, min(W, inW + left));
  const isDense = pixel == xPixel;
  for (let h = 0; h < H; h++, out += row) {
    const ih = h - top;
    if (<u32>ih >= <u32>inH) {
      memory.fill(out, 0, row);
      continue;
    }
    if (w0 > 0) zeroFloats(out, w0 * channels);
    let to = out + <usize>w0 * pixel;
    let from = x + (<usize>ih * <usize>inW + <usize>(w0 - left)) * xPixel;
    if (isDense) {
      copyFloats(to, from, (w1 - w0) * channels);
    } else {
      for (let w = w0; w < w1; w++, to += pixel, from += xPixel) copyFloats(to, from, channels);
    }
    if (w1 < W) zeroFloats(out + <usize>w1 * pixel, (W - w1) * channels);
  }
}

/**
 * Convolution of one padded image (rows of `rowBytes`, pixels of `pixelBytes`) with packed filters: out [outH, outW] of
 * `outPixel` bytes per pixel, N values each. A window is kH rows of `taps` runs of `run` values; for dilation 1 along the
 * width one run covers the whole row of the window. `scratch`: 256 bytes.
 */
export function convPadded(
  x: usize, rowBytes: usize, pixelBytes: usize, outH: i32, outW: i32, N: i32, kH: i32, rowStep: usize, taps: i32,
  tapStep: usize, run: i32, strideH: i32, strideW: i32, b: usize, panelStride: usize, out: usize, outPixel: usize,
  bias: usize, activation: i32, scratch: usize,
): void {
  const outs = scratch + 224;
  const stepH = rowBytes * <usize>strideH;
  const stepW = pixelBytes * <usize>strideW;
  const pixels = outH * outW;
  // As many panels at a time as keep the packed filter in the second-level cache.
  const block = max(NR, NR * (393216 / max(1, <i32>panelStride)));
  for (let n0 = 0; n0 < N; n0 += block) {
    const n1 = min(N, n0 + block);
    let h: usize = 0;
    let w = 0;
    for (let p = 0; p < pixels; p += MR) {
      const rows = min(MR, pixels - p);
      let o = out + <usize>p * outPixel;
      for (let i = 0; i < MR; i++, o += outPixel) store<u32>(outs + ((<usize>i) << 2), <u32>o);
      const p0 = x + h * stepH + <usize>w * stepW;
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      if (w + MR <= outW) {
        p1 = p0 + stepW;
        p2 = p1 + stepW;
        p3 = p2 + stepW;
        w += MR;
        if (w == outW) {
          w = 0;
          h++;
        }
      } else {
        // The tile goes on in the next row; pixels past the end repeat the last one.
        for (let i = 1; i <= rows; i++) {
          if (++w == outW) {
            w = 0;
            h++;
          }
          if (i == rows) break;
          const next = x + h * stepH + <usize>w * stepW;
          if (i == 1) p1 = next;
          else if (i == 2) p2 = next;
          else p3 = next;
        }
      }
      for (let n = n0; n < n1; n += NR) {
        const offset = (<usize>n) << 2;
        tileWindows(
          p0, p1, p2, p3, kH, rowStep, taps, tapStep, run, b + (<usize>n / NR) * panelStride, outs, offset, rows,
          min(NR, N - n), bias ? bias + offset : 0, activation, scratch,
        );
      }
    }
  }
}

/**
 * Filter gradient: dw [kH, kW, M, N] += sum over pixels of outer(x(pixel at tap), dy(pixel)), tap by tap over the part
 * of the image where the tap is inside; `dwTap` and `dwRow` are byte strides, `rowBlock` and `imageBlock` bound what one
 * sweep touches. `first` 1 overwrites dw. `scratch`: 224 bytes.
 */
export function convFilterGradient(
  images: i32, inH: i32, inW: i32, M: i32, outH: i32, outW: i32, N: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, xPixel: usize, xImage: usize, dy: usize, dyPixel: usize, dyImage: usize,
  dw: usize, dwTap: usize, dwRow: usize, imageBlock: i32, rowBlock: i32, first: i32, scratch: usize,
): void {
  const xRow = xPixel * <usize>inW;
  const dyRow = dyPixel * <usize>outW;
  for (let image = 0; image < images; image += imageBlock) {
    const count = min(imageBlock, images - image);
    for (let row = 0; row < outH; row += rowBlock) {
      const add = first && image == 0 && row == 0 ? 0 : 1;
      const rowEnd = min(outH, row + rowBlock);
      for (let i = 0; i < kH; i++) {
        // Output rows h for which 0 <= h * stride + shift < inH.
        const shiftH = i * dilationH - padTop;
        const hMin = max(row, shiftH < 0 ? (strideH - 1 - shiftH) / strideH : 0);
        const hMax = min(rowEnd, inH > shiftH ? (inH - 1 - shiftH) / strideH + 1 : 0);
        for (let j = 0; j < kW; j++) {
          const shiftW = j * dilationW - padLeft;
          const wMin = max(0, shiftW < 0 ? (strideW - 1 - shiftW) / strideW : 0);
          const wMax = min(outW, inW > shiftW ? (inW - 1 - shiftW) / strideW + 1 : 0);
          const height = max(0, hMax - hMin);
          const width = max(0, wMax - wMin);
          const empty = height == 0 || width == 0;
          if (empty && add) continue;
          const a = empty
            ? x
            : x + <usize>image * xImage + <usize>(hMin * strideH + shiftH) * xRow +
              <usize>(wMin * strideW + shiftW) * xPixel;
          const b = empty ? dy : dy + <usize>image * dyImage + <usize>hMin * dyRow + <usize>wMin * dyPixel;
          const c = dw + <usize>(i * kW + j) * dwTap;
          for (let m = 0; m < M; m += MR) {
            for (let n = 0; n < N; n += NR) {
              tileColumns(
                a + ((<usize>m) << 2), b + ((<usize>n) << 2), empty ? 0 : count, height, width,
                xImage, xRow * <usize>strideH, xPixel * <usize>strideW, dyImage, dyRow, dyPixel,
                c + <usize>m * dwRow + ((<usize>n) << 2), dwRow, min(MR, M - m), min(NR, N - n), add, 0, 0, scratch,
              );
            }
          }
        }
      }
    }
  }
}

/**
 * im2col of output pixels [from, to), counted over all images: rows of kH * kW * channels values, `ld` bytes apart.
 * For few input channels (an address per 3 values costs more than the copy) and for the system's BLAS.
 */
export function im2col(
  from: i32, to: i32, inH: i32, inW: i32, channels: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  x: usize, xPixel: usize, xImage: usize, out: usize, ld: usize,
): void {
  const bytes = (<usize>channels) << 2;
  const xRow = xPixel * <usize>inW;
  const dense = dilationW == 1 && xPixel == bytes;
  const pixels = outH * outW;
  x += <usize>(from / pixels) * xImage;
  let h = (from % pixels) / outW;
  let w = from % outW;
  for (let p = from; p < to; p++) {
    let dst = out;
    out += ld;
    const w0 = w * strideW - padLeft;
    for (let i = 0; i < kH; i++) {
      const ih = h * strideH - padTop + i * dilationH;
      if (<u32>ih >= <u32>inH) {
        memory.fill(dst, 0, <usize>kW * bytes);
        dst += <usize>kW * bytes;
        continue;
      }
      const src = x + <usize>ih * xRow;
      if (dense && w0 >= 0 && w0 + kW <= inW) {
        copyFloats(dst, src + <usize>w0 * xPixel, kW * channels);
        dst += <usize>kW * bytes;
        continue;
      }
      for (let j = 0; j < kW; j++) {
        const iw = w0 + j * dilationW;
        if (<u32>iw < <u32>inW) copyFloats(dst, src + <usize>iw * xPixel, channels);
        else zeroFloats(dst, channels);
        dst += bytes;
      }
    }
    if (++w == outW) {
      w = 0;
      if (++h == outH) {
        h = 0;
        x += xImage;
      }
    }
  }
}

/**
 * col2im: adds rows of kH * kW * channels values (the gradient of im2col) back onto the images; dx must start at zero.
 */
export function col2im(
  from: i32, to: i32, inH: i32, inW: i32, channels: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  columns: usize, ld: usize, dx: usize, dxPixel: usize, dxImage: usize,
): void {
  const bytes = (<usize>channels) << 2;
  const pixels = outH * outW;
  for (let p = from; p < to; p++) {
    const h = (p % pixels) / outW;
    const w = p % outW;
    const base = dx + <usize>(p / pixels) * dxImage;
    let src = columns;
    columns += ld;
    for (let i = 0; i < kH; i++) {
      const ih = h * strideH - padTop + i * dilationH;
      for (let j = 0; j < kW; j++, src += bytes) {
        const iw = w * strideW - padLeft + j * dilationW;
        if (<u32>ih >= <u32>inH || <u32>iw >= <u32>inW) continue;
        let to = base + (<usize>ih * <usize>inW + <usize>iw) * dxPixel;
        let s = src;
        let c = channels;
        for (; c >= 4; c -= 4, s += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(s)));
        for (; c > 0; c--, s += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(s));
      }
    }
  }
}
