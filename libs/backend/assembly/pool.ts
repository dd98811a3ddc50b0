/**
 * Max (mode 0) or average pooling, NHWC. Cells outside the image never count as values; the average divides by the cells
 * inside the image (`includePad` 0) or inside the padded image, which ends at `limitH` x `limitW` (`includePad` 1).
 */
export function pool(
  mode: i32, images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  includePad: i32, limitH: i32, limitW: i32, x: usize, out: usize,
): void {
  const pixel = (<usize>C) << 2;
  const row = pixel * <usize>inW;
  const wholes = C & ~3;
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      const top = h * strideH - padTop;
      const h0 = max(0, top);
      const h1 = min(inH, top + kH);
      for (let w = 0; w < outW; w++) {
        const left = w * strideW - padLeft;
        const w0 = max(0, left);
        const w1 = min(inW, left + kW);
        const base = x + <usize>h0 * row + <usize>w0 * pixel;
        if (mode == 0) {
          let c = 0;
          for (; c < wholes; c += 4) {
            let best = f32x4.splat(-Infinity);
            let p = base + ((<usize>c) << 2);
            for (let i = h0; i < h1; i++, p += row) {
              let q = p;
              for (let j = w0; j < w1; j++, q += pixel) best = f32x4.pmax(best, v128.load(q));
            }
            v128.store(out + ((<usize>c) << 2), best);
          }
          for (; c < C; c++) {
            let best: f32 = -Infinity;
            let p = base + ((<usize>c) << 2);
            for (let i = h0; i < h1; i++, p += row) {
              let q = p;
              for (let j = w0; j < w1; j++, q += pixel) {
                const v = load<f32>(q);
                if (v > best) best = v;
              }
            }
            store<f32>(out + ((<usize>c) << 2), best);
          }
        } else {
          const count = includePad
            ? (min(limitH, top + kH) - top) * (min(limitW, left + kW) - left)
            : max(0, h1 - h0) * max(0, w1 - w0);
          // No cell at all gives 0 / 0, as on the cpu backend.
          const scale = f32x4.splat(<f32>count);
          let c = 0;
          for (; c < wholes; c += 4) {
            let sum = f32x4.splat(0);
            let p = base + ((<usize>c) << 2);
            for (let i = h0; i < h1; i++, p += row) {
              let q = p;
              for (let j = w0; j < w1; j++, q += pixel) sum = f32x4.add(sum, v128.load(q));
            }
            v128.store(out + ((<usize>c) << 2), f32x4.div(sum, scale));
          }
          for (; c < C; c++) {
            let sum: f32 = 0;
            let p = base + ((<usize>c) << 2);
            for (let i = h0; i < h1; i++, p += row) {
              let q = p;
              for (let j = w0; j < w1; j++, q += pixel) sum += load<f32>(q);
            }
            store<f32>(out + ((<usize>c) << 2), sum / <f32>count);
          }
        }
        out += pixel;
      }
    }
    x += row * <usize>inH;
  }
}

/** Gradient of max pooling: dy goes to the first largest cell of its window. Writes all of dx. */
export function maxPoolGradient(
  images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  x: usize, dy: usize, dx: usize,
): void {
  const pixel = (<usize>C) << 2;
  const row = pixel * <usize>inW;
  const wholes = C & ~3;
  memory.fill(dx, 0, <usize>images * <usize>inH * row);
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      const top = h * strideH - padTop;
      const h0 = max(0, top);
      const h1 = min(inH, top + kH);
      for (let w = 0; w < outW; w++) {
        const left = w * strideW - padLeft;
        const w0 = max(0, left);
        const w1 = min(inW, left + kW);
        const offset = <usize>h0 * row + <usize>w0 * pixel;
        let c = 0;
        for (; c < wholes; c += 4) {
          const start = offset + ((<usize>c) << 2);
          let best = f32x4.splat(-Infinity);
          let at = i32x4.splat(-1);
          let o = start;
          for (let i = h0; i < h1; i++, o += row) {
            let q = o;
            for (let j = w0; j < w1; j++, q += pixel) {
              const v = v128.load(x + q);
              const isLarger = f32x4.gt(v, best);
              best = v128.bitselect(v, best, isLarger);
              at = v128.bitselect(i32x4.splat(<i32>q), at, isLarger);
            }
          }
          const g = dy + ((<usize>c) << 2);
          let a = i32x4.extract_lane(at, 0);
          if (a != -1) addTo(dx + <usize>a, load<f32>(g));
          a = i32x4.extract_lane(at, 1);
          if (a != -1) addTo(dx + <usize>a + 4, load<f32>(g, 4));
          a = i32x4.extract_lane(at, 2);
          if (a != -1) addTo(dx + <usize>a + 8, load<f32>(g, 8));
          a = i32x4.extract_lane(at, 3);
          if (a != -1) addTo(dx + <usize>a + 12, load<f32>(g, 12));
        }
        for (; c < C; c++) {
          let best: f32 = -Infinity;
          let at: usize = -1;
          let o = offset + ((<usize>c) << 2);
          for (let i = h0; i < h1; i++, o += row) {
            let q = o;
            for (let j = w0; j < w1; j++, q += pixel) {
              const v = load<f32>(x + q);
              if (v > best) {
                best = v;
                at = q;
              }
            }
          }
          if (at != -1) addTo(dx + at, load<f32>(dy + ((<usize>c) << 2)));
        }
        dy += pixel;
      }
    }
    x += row * <usize>inH;
    dx += row * <usize>inH;
  }
}

@inline
function addTo(address: usize, value: f32): void {
  store<f32>(address, load<f32>(address) + value);
}

/**
 * Gradient of average pooling, with the divisor of `pool`; `includePad` 2 divides by kH * kW always.
 * Writes all of dx.
 */
export function avgPoolGradient(
  images: i32, inH: i32, inW: i32, C: i32, outH: i32, outW: i32,
  kH: i32, kW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  includePad: i32, limitH: i32, limitW: i32, dy: usize, dx: usize,
): void {
  const pixel = (<usize>C) << 2;
  const row = pixel * <usize>inW;
  const wholes = C & ~3;
  memory.fill(dx, 0, <usize>images * <usize>inH * row);
  for (let image = 0; image < images; image++) {
    for (let h = 0; h < outH; h++) {
      const top = h * strideH - padTop;
      const h0 = max(0, top);
      const h1 = min(inH, top + kH);
      for (let w = 0; w < outW; w++) {
        const left = w * strideW - padLeft;
        const w0 = max(0, left);
        const w1 = min(inW, left + kW);
        let count = kH * kW;
        if (includePad == 1) count = (min(limitH, top + kH) - top) * (min(limitW, left + kW) - left);
        if (includePad == 0) count = (h1 - h0) * (w1 - w0);
        const scale = f32x4.splat(1 / <f32>count);
        for (let i = h0; i < h1; i++) {
          let q = dx + <usize>i * row + <usize>w0 * pixel;
          for (let j = w0; j < w1; j++) {
            let c = 0;
            for (; c < wholes; c += 4) {
              const o = (<usize>c) << 2;
              v128.store(q + o, f32x4.add(v128.load(q + o), f32x4.mul(v128.load(dy + o), scale)));
            }
            for (; c < C; c++) {
              const o = (<usize>c) << 2;
              addTo(q + o, load<f32>(dy + o) * f32x4.extract_lane(scale, 0));
            }
            q += pixel;
          }
        }
        dy += pixel;
      }
    }
    dx += row * <usize>inH;
  }
}
