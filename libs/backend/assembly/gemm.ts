import { fma } from './simd';

// The register tile: 4 rows x 8 columns = 8 accumulators. V8 places all loads of a loop body before its arithmetic, so that
// the 2 vectors of B and the 4 broadcasts of A are live at once: 14 of the 15 registers it hands out on x64. Wider tiles
// (5 x 8, 6 x 8, 3 x 16) spill accumulators and run at half the speed; so does an unrolled loop. Everything dense runs through `tileRows` (A by row addresses) or `tileColumns`
// (A transposed, its 4 values side by side).

export const MR: i32 = 4;
export const NR: i32 = 8;

/** Epilogue codes, shared with the host. */
const RELU: i32 = 1;
const RELU6: i32 = 2;

@inline
function activate(v: v128, activation: i32): v128 {
  if (activation == RELU) return f32x4.max(v, f32x4.splat(0));
  if (activation == RELU6) return f32x4.min(f32x4.max(v, f32x4.splat(0)), f32x4.splat(6));
  return v;
}

/**
 * Writes a computed tile (`tile`: 4 rows of 8 values, then the 4 addresses they go to), the first `rows` and `cols` of it.
 *
 * Kept out of the tile functions on purpose: constants of the epilogue would occupy registers across their loops.
 */
function storeTile(
  tile: usize, rows: i32, cols: i32, accumulate: i32, bias: usize, activation: i32,
): void {
  let out = tile + 128;
  for (let i = 0; i < rows; i++, tile += 32, out += 4) {
    const c = <usize>load<u32>(out);
    if (cols == NR) {
      let v0 = v128.load(tile);
      let v1 = v128.load(tile, 16);
      if (accumulate) {
        v0 = f32x4.add(v0, v128.load(c));
        v1 = f32x4.add(v1, v128.load(c, 16));
      }
      if (bias) {
        v0 = f32x4.add(v0, v128.load(bias));
        v1 = f32x4.add(v1, v128.load(bias, 16));
      }
      if (activation) {
        v0 = activate(v0, activation);
        v1 = activate(v1, activation);
      }
      v128.store(c, v0);
      v128.store(c, v1, 16);
      continue;
    }
    for (let j: usize = 0; j < (<usize>cols) << 2; j += 4) {
      let v = load<f32>(tile + j);
      if (accumulate) v += load<f32>(c + j);
      if (bias) v += load<f32>(bias + j);
      if (activation == RELU || activation == RELU6) v = max<f32>(v, 0);
      if (activation == RELU6) v = min<f32>(v, 6);
      store<f32>(c + j, v);
    }
  }
}

/** Writes the accumulators to 4 output rows: at once where the tile is whole and nothing is to be added. `scratch`: 144 bytes. */
@inline
function writeTile(
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
  r0: usize, r1: usize, r2: usize, r3: usize,
  rows: i32, cols: i32, accumulate: i32, bias: usize, activation: i32, scratch: usize,
): void {
  if (rows == MR && cols == NR && (accumulate | activation | <i32>bias) == 0) {
    v128.store(r0, c00);
    v128.store(r0, c01, 16);
    v128.store(r1, c10);
    v128.store(r1, c11, 16);
    v128.store(r2, c20);
    v128.store(r2, c21, 16);
    v128.store(r3, c30);
    v128.store(r3, c31, 16);
  } else {
    v128.store(scratch, c00, 0);
    v128.store(scratch, c01, 16);
    v128.store(scratch, c10, 32);
    v128.store(scratch, c11, 48);
    v128.store(scratch, c20, 64);
    v128.store(scratch, c21, 80);
    v128.store(scratch, c30, 96);
    v128.store(scratch, c31, 112);
    store<u32>(scratch, <u32>r0, 128);
    store<u32>(scratch, <u32>r1, 132);
    store<u32>(scratch, <u32>r2, 136);
    store<u32>(scratch, <u32>r3, 140);
    storeTile(scratch, rows, cols, accumulate, bias, activation);
  }
}

/**
 * One register tile of `sum over taps of rows(tap) . B(tap)`.
 *
 * `list` holds per tap 5 words: the byte offset of the tap in the packed panel `b`, then the addresses of 4 rows of `kc`
 * values. `out` holds 4 output addresses, to which `offset` is added; the first `rows` are written.
 */
export function tileRows(
  list: usize, taps: i32, kc: i32, b: usize, out: usize, offset: usize, rows: i32, cols: i32,
  accumulate: i32, bias: usize, activation: i32, scratch: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const last = list + <usize>taps * 20;
  for (; list < last; list += 20) {
    let p = b + <usize>load<u32>(list);
    let a0 = <usize>load<u32>(list, 4);
    let a1 = <usize>load<u32>(list, 8);
    let a2 = <usize>load<u32>(list, 12);
    let a3 = <usize>load<u32>(list, 16);
    for (let k = kc; k > 0; k--) {
      const b0 = v128.load(p);
      const b1 = v128.load(p, 16);
      let s = v128.load32_splat(a0); c00 = fma(s, b0, c00); c01 = fma(s, b1, c01);
      s = v128.load32_splat(a1); c10 = fma(s, b0, c10); c11 = fma(s, b1, c11);
      s = v128.load32_splat(a2); c20 = fma(s, b0, c20); c21 = fma(s, b1, c21);
      s = v128.load32_splat(a3); c30 = fma(s, b0, c30); c31 = fma(s, b1, c31);
      p += 32;
      a0 += 4; a1 += 4; a2 += 4; a3 += 4;
    }
  }
  writeTile(
    c00, c01, c10, c11, c20, c21, c30, c31,
    <usize>load<u32>(out) + offset, <usize>load<u32>(out, 4) + offset,
    <usize>load<u32>(out, 8) + offset, <usize>load<u32>(out, 12) + offset,
    rows, cols, accumulate, bias, activation, scratch,
  );
}

/**
 * One register tile of a convolution over a padded image, where every window is inside: 4 windows starting at `p0`..`p3`,
 * each of `rows` runs of `taps` x `run` values, `rowStep` and `tapStep` bytes apart; B in the same order.
 */
export function tileWindows(
  p0: usize, p1: usize, p2: usize, p3: usize, windowRows: i32, rowStep: usize, taps: i32, tapStep: usize, run: i32,
  b: usize, out: usize, offset: usize, rows: i32, cols: i32, bias: usize, activation: i32, scratch: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let p = b;
  for (let i = windowRows; i > 0; i--) {
    let t0 = p0, t1 = p1, t2 = p2, t3 = p3;
    for (let j = taps; j > 0; j--) {
      let a0 = t0, a1 = t1, a2 = t2, a3 = t3;
      for (let k = run; k > 0; k--) {
        const b0 = v128.load(p);
        const b1 = v128.load(p, 16);
        let s = v128.load32_splat(a0); c00 = fma(s, b0, c00); c01 = fma(s, b1, c01);
        s = v128.load32_splat(a1); c10 = fma(s, b0, c10); c11 = fma(s, b1, c11);
        s = v128.load32_splat(a2); c20 = fma(s, b0, c20); c21 = fma(s, b1, c21);
        s = v128.load32_splat(a3); c30 = fma(s, b0, c30); c31 = fma(s, b1, c31);
        p += 32;
        a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      }
      t0 += tapStep; t1 += tapStep; t2 += tapStep; t3 += tapStep;
    }
    p0 += rowStep; p1 += rowStep; p2 += rowStep; p3 += rowStep;
  }
  writeTile(
    c00, c01, c10, c11, c20, c21, c30, c31,
    <usize>load<u32>(out) + offset, <usize>load<u32>(out, 4) + offset,
    <usize>load<u32>(out, 8) + offset, <usize>load<u32>(out, 12) + offset,
    rows, cols, 0, bias, activation, scratch,
  );
}

/**
 * One register tile of `sum over pixels of outer(a(pixel), b(pixel))`: 4 neighbouring values of A against 8 of B.
 *
 * The pixels form a grid images x height x width with byte strides for A (`ai, ah, aw`) and B (`bi, bh, bw`), which covers
 * a transposed GEMM (a grid of 1 x 1 x K) and a filter gradient (the valid part of one tap) alike.
 */
export function tileColumns(
  a: usize, b: usize, images: i32, height: i32, width: i32,
  ai: usize, ah: usize, aw: usize, bi: usize, bh: usize, bw: usize,
  c: usize, ldc: usize, rows: i32, cols: i32, accumulate: i32, bias: usize, activation: i32, scratch: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  for (let i = images; i > 0; i--) {
    let aRow = a;
    let bRow = b;
    for (let h = height; h > 0; h--) {
      let p = aRow;
      let q = bRow;
      for (let w = width; w > 0; w--) {
        const b0 = v128.load(q);
        const b1 = v128.load(q, 16);
        let s = v128.load32_splat(p); c00 = fma(s, b0, c00); c01 = fma(s, b1, c01);
        s = v128.load32_splat(p, 4); c10 = fma(s, b0, c10); c11 = fma(s, b1, c11);
        s = v128.load32_splat(p, 8); c20 = fma(s, b0, c20); c21 = fma(s, b1, c21);
        s = v128.load32_splat(p, 12); c30 = fma(s, b0, c30); c31 = fma(s, b1, c31);
        p += aw;
        q += bw;
      }
      aRow += ah;
      bRow += bh;
    }
    a += ai;
    b += bi;
  }
  writeTile(
    c00, c01, c10, c11, c20, c21, c30, c31,
    c, c + ldc, c + 2 * ldc, c + 3 * ldc,
    rows, cols, accumulate, bias, activation, scratch,
  );
}

/** Four neighbouring columns of four rows, turned over: out[row][k] -> out[k][row]. */
@inline
function transpose4(src: usize, ld: usize, dst: usize, dstLd: usize): void {
  const r0 = v128.load(src);
  const r1 = v128.load(src + ld);
  const r2 = v128.load(src + 2 * ld);
  const r3 = v128.load(src + 3 * ld);
  const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const t2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(dst, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
  v128.store(dst + dstLd, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7));
  v128.store(dst + 2 * dstLd, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5));
  v128.store(dst + 3 * dstLd, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7));
}

/**
 * B [K, N] (leading dimension `ldb` values; transposed: [N, K]) as panels of 8 columns, [ceil(N / 8)][K][8], the last
 * one filled up with zeros. `panelStride` is the distance of two panels in bytes, at least 32 K.
 */
export function packPanels(b: usize, ldb: i32, transposed: i32, K: i32, N: i32, out: usize, panelStride: usize): void {
  const ld = (<usize>ldb) << 2;
  for (let n = 0; n < N; n += NR) {
    const cols = min(NR, N - n);
    let dst = out;
    out += panelStride;
    if (!transposed) {
      let src = b + ((<usize>n) << 2);
      if (cols == NR) {
        for (let k = 0; k < K; k++, src += ld, dst += 32) {
          v128.store(dst, v128.load(src));
          v128.store(dst, v128.load(src, 16), 16);
        }
        continue;
      }
      for (let k = 0; k < K; k++, src += ld, dst += 32) {
        for (let j = 0; j < NR; j++) {
          store<f32>(dst + ((<usize>j) << 2), j < cols ? load<f32>(src + ((<usize>j) << 2)) : 0);
        }
      }
      continue;
    }
    const src = b + <usize>n * ld;
    let k = 0;
    if (cols == NR) {
      for (; k + 4 <= K; k += 4) {
        const from = src + ((<usize>k) << 2);
        const to = dst + ((<usize>k) << 5);
        transpose4(from, ld, to, 32);
        transpose4(from + 4 * ld, ld, to + 16, 32);
      }
    }
    for (; k < K; k++) {
      const to = dst + ((<usize>k) << 5);
      for (let j = 0; j < NR; j++) {
        store<f32>(to + ((<usize>j) << 2), j < cols ? load<f32>(src + <usize>j * ld + ((<usize>k) << 2)) : 0);
      }
    }
  }
}

const KC: i32 = 320;
const NC: i32 = 512;

/**
 * C [M, N] (+)= op(A) . B with B packed by `packPanels`, then + bias [N] and an activation.
 *
 * A is [M, K] or, transposed, [K, M], with leading dimension `lda`. Blocked so that 4 rows of A stay in the first-level
 * cache and a block of B in the second. `scratch`: 256 bytes.
 */
export function gemmPacked(
  M: i32, N: i32, K: i32, a: usize, lda: i32, transposed: i32, b: usize, panelStride: usize,
  c: usize, ldc: i32, accumulate: i32, bias: usize, activation: i32, scratch: usize,
): void {
  const la = (<usize>lda) << 2;
  const lc = (<usize>ldc) << 2;
  const list = scratch;
  const out = scratch + 32;
  const edge = scratch + 64; // a tile and its row addresses: 144 bytes
  for (let n0 = 0; n0 < N; n0 += NC) {
    const n1 = min(N, n0 + NC);
    for (let k0 = 0; k0 == 0 || k0 < K; k0 += KC) {
      const kc = min(KC, K - k0);
      const isLast = k0 + KC >= K;
      const add = k0 > 0 ? 1 : accumulate;
      const act = isLast ? activation : 0;
      for (let m = 0; m < M; m += MR) {
        const rows = min(MR, M - m);
        if (!transposed) {
          store<u32>(list, 0);
          for (let i = 0; i < MR; i++) {
            // Rows past the end repeat the last one; they are computed and not stored.
            const row = min(m + i, M - 1);
            store<u32>(list + 4 + ((<usize>i) << 2), <u32>(a + <usize>row * la + ((<usize>k0) << 2)));
            store<u32>(out + ((<usize>i) << 2), <u32>(c + <usize>row * lc));
          }
        }
        for (let n = n0; n < n1; n += NR) {
          const cols = min(NR, n1 - n);
          const panel = b + (<usize>n / NR) * panelStride + ((<usize>k0) << 5);
          const offset = (<usize>n) << 2;
          const tileBias = bias && isLast ? bias + offset : 0;
          if (transposed) {
            tileColumns(
              a + <usize>k0 * la + ((<usize>m) << 2), panel, 1, 1, kc, 0, 0, la, 0, 0, 32,
              c + <usize>m * lc + offset, lc, rows, cols, add, tileBias, act, edge,
            );
          } else {
            tileRows(list, 1, kc, panel, out, offset, rows, cols, add, tileBias, act, edge);
          }
        }
      }
    }
  }
}
