// Bilinear resampling along a program per image: how many steps there are, then seven doubles for each - its kind (0 affine,
// 1 lens) and its parameters. Everything is worked out in double precision, in the order of the host's resampling in
// @convlab/data, so that the two agree bit for bit.

const STEP_BYTES: usize = 56;

/** Positions are held to this many pixels from the centre, where integers still have room to be added to. */
const FARTHEST: f64 = 1073741824;

/** The pixel that stands at `i` along an axis (fill 0 edge, 1 reflect, 2 a value); -1 where there is none. */
@inline
function place(i: i32, size: i32, fill: i32): i32 {
  if (<u32>i < <u32>size) return i;
  if (fill == 0) return i < 0 ? 0 : size - 1;
  if (fill == 2) return -1;
  // The edge pixel is repeated: ... 1 0 | 0 1 2 ... size-1 | size-1 ...
  const period = 2 * size;
  const turned = (i % period + period) % period;
  return turned < size ? turned : period - 1 - turned;
}

function moveRow(xs: usize, ys: usize, step: usize): void {
  const a = v128.load64_splat(step, 8);
  const b = v128.load64_splat(step, 16);
  const c = v128.load64_splat(step, 24);
  const d = v128.load64_splat(step, 32);
  const e = v128.load64_splat(step, 40);
  const f = v128.load64_splat(step, 48);
  for (const end = ys; xs < end; xs += 16, ys += 16) {
    const x = v128.load(xs);
    const y = v128.load(ys);
    v128.store(xs, f64x2.add(f64x2.add(f64x2.mul(a, x), f64x2.mul(b, y)), c));
    v128.store(ys, f64x2.add(f64x2.add(f64x2.mul(d, x), f64x2.mul(e, y)), f));
  }
}

function bendRow(xs: usize, ys: usize, strength: f64): void {
  const k = f64x2.splat(strength);
  const one = f64x2.splat(1);
  for (const end = ys; xs < end; xs += 16, ys += 16) {
    const x = v128.load(xs);
    const y = v128.load(ys);
    const factor = f64x2.add(one, f64x2.mul(k, f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y))));
    v128.store(xs, f64x2.mul(x, factor));
    v128.store(ys, f64x2.mul(y, factor));
  }
}

/** From positions about the centre to fractions, in place, and whole pixels at `cells`. */
function splitRow(p: usize, end: usize, centre: f64, cells: usize): void {
  const middle = f64x2.splat(centre);
  const farthest = f64x2.splat(FARTHEST);
  const nearest = f64x2.splat(-FARTHEST);
  for (; p < end; p += 16, cells += 8) {
    const at = f64x2.pmax(f64x2.pmin(f64x2.add(v128.load(p), middle), farthest), nearest);
    const whole = f64x2.floor(at);
    v128.store(p, f64x2.sub(at, whole));
    v128.store64_lane(cells, i32x4.trunc_sat_f64x2_s_zero(whole), 0);
  }
}

/**
 * Where the values of a row come from. At `work`: x and y per column (doubles, in the end the fractions alone), then the whole
 * pixels of both.
 */
function locateRow(work: usize, row: i32, H: i32, W: i32, program: usize): void {
  const length = <usize>((W + 1) & ~1) << 3;
  const xs = work;
  const ys = work + length;
  const centreX = <f64>(W - 1) / 2;
  const centreY = <f64>(H - 1) / 2;
  const radius2 = centreX * centreX + centreY * centreY;
  const y = f64x2.splat(<f64>row - centreY);
  let x = f64x2.sub(f64x2(0, 1), f64x2.splat(centreX));
  for (let i: usize = 0; i < length; i += 16) {
    v128.store(xs + i, x);
    v128.store(ys + i, y);
    x = f64x2.add(x, f64x2.splat(2));
  }
  const steps = <i32>load<f64>(program);
  let step = program + 8;
  for (let s = 0; s < steps; s++, step += STEP_BYTES) {
    if (load<f64>(step) == 0) moveRow(xs, ys, step);
    else bendRow(xs, ys, radius2 == 0 ? 0 : load<f64>(step, 8) / radius2);
  }
  splitRow(xs, ys, centreX, ys + length);
  splitRow(ys, ys + length, centreY, ys + length + (length >> 1));
}

// Addresses of the four pixels around a position, as `corners` left them.
let topLeft: usize = 0;
let topRight: usize = 0;
let bottomLeft: usize = 0;
let bottomRight: usize = 0;

@inline
function corners(left: i32, top: i32, H: i32, W: i32, pixel: usize, image: usize, fill: i32, outside: usize): void {
  const rowBytes = pixel * <usize>W;
  if (<u32>left < <u32>(W - 1) && <u32>top < <u32>(H - 1)) {
    topLeft = image + <usize>top * rowBytes + <usize>left * pixel;
    topRight = topLeft + pixel;
    bottomLeft = topLeft + rowBytes;
    bottomRight = bottomLeft + pixel;
    return;
  }
  const columnL = place(left, W, fill);
  const columnR = place(left + 1, W, fill);
  const rowT = place(top, H, fill);
  const rowB = place(top + 1, H, fill);
  const upper = image + <usize>rowT * rowBytes;
  const lower = image + <usize>rowB * rowBytes;
  topLeft = (rowT | columnL) < 0 ? outside : upper + <usize>columnL * pixel;
  topRight = (rowT | columnR) < 0 ? outside : upper + <usize>columnR * pixel;
  bottomLeft = (rowB | columnL) < 0 ? outside : lower + <usize>columnL * pixel;
  bottomRight = (rowB | columnR) < 0 ? outside : lower + <usize>columnR * pixel;
}

@inline
function pair(p: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(p));
}

@inline
function mix2(a: v128, b: v128, t: v128): v128 {
  return f64x2.add(a, f64x2.mul(t, f64x2.sub(b, a)));
}

@inline
function mix(a: f64, b: f64, t: f64): f64 {
  return a + t * (b - a);
}

/** The value between the four pixels, channel by channel. */
@inline
function readPixel(out: usize, C: i32, dx: f64, dy: f64): void {
  const bytes = (<usize>C) << 2;
  const across = f64x2.splat(dx);
  let c: usize = 0;
  for (const pairs = bytes & ~7; c < pairs; c += 8) {
    const upper = mix2(pair(topLeft + c), pair(topRight + c), across);
    const lower = mix2(pair(bottomLeft + c), pair(bottomRight + c), across);
    v128.store64_lane(out + c, f32x4.demote_f64x2_zero(mix2(upper, lower, f64x2.splat(dy))), 0);
  }
  if (c == bytes) return;
  const upper = mix(load<f32>(topLeft + c), load<f32>(topRight + c), dx);
  const lower = mix(load<f32>(bottomLeft + c), load<f32>(bottomRight + c), dx);
  store<f32>(out + c, <f32>mix(upper, lower, dy));
}

@inline
function addTo(p: usize, value: f64): void {
  store<f32>(p, <f32>(<f64>load<f32>(p) + value));
}

/** Adds each channel's gradient to the four pixels, by their weights. */
@inline
function spreadPixel(dy: usize, C: i32, tx: f64, ty: f64): void {
  const bytes = (<usize>C) << 2;
  for (let c: usize = 0; c < bytes; c += 4) {
    const g = <f64>load<f32>(dy + c);
    addTo(topLeft + c, g * (1 - tx) * (1 - ty));
    addTo(topRight + c, g * tx * (1 - ty));
    addTo(bottomLeft + c, g * (1 - tx) * ty);
    addTo(bottomRight + c, g * tx * ty);
  }
}

/**
 * Resamples images (`gradient` 0: from `x` to `y`), or spreads the gradient of that back (1: from `y` to `x`, which is cleared
 * first). `work` has room for 24 bytes per column, rounded up to an even number of columns, and one pixel.
 */
export function resample(
  gradient: i32, images: i32, H: i32, W: i32, C: i32, x: usize, y: usize,
  programs: usize, programBytes: i32, fill: i32, value: f32, work: usize,
): void {
  const pixel = (<usize>C) << 2;
  const imageBytes = pixel * <usize>W * <usize>H;
  const columns = <usize>((W + 1) & ~1);
  const lefts = work + (columns << 4);
  const tops = lefts + (columns << 2);
  const outside = tops + (columns << 2);
  for (let c: usize = 0; c < pixel; c += 4) store<f32>(outside + c, value);
  if (gradient) memory.fill(x, 0, imageBytes * <usize>images);
  for (let n = 0; n < images; n++, x += imageBytes, programs += <usize>programBytes) {
    for (let row = 0; row < H; row++) {
      locateRow(work, row, H, W, programs);
      for (let i: usize = 0; i < <usize>W; i++, y += pixel) {
        corners(load<i32>(lefts + (i << 2)), load<i32>(tops + (i << 2)), H, W, pixel, x, fill, outside);
        const dx = load<f64>(work + (i << 3));
        const dy = load<f64>(work + ((columns + i) << 3));
        if (gradient) spreadPixel(y, C, dx, dy);
        else readPixel(y, C, dx, dy);
      }
    }
  }
}
