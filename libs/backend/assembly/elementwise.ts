import { erf4, exp4, expm14, log4, sigmoid4, softplus4, tanh4 } from './math';

// Operation codes, mirrored by src/_internal/codes.ts.

@inline
function unaryValue(op: i32, x: v128, p: v128, q: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (op == 0) return f32x4.abs(x);
  if (op == 1) return f32x4.neg(x);
  if (op == 2) return f32x4.mul(x, x);
  if (op == 3) return f32x4.sqrt(x);
  if (op == 4) return f32x4.div(one, f32x4.sqrt(x));
  if (op == 5) return f32x4.div(one, x);
  if (op == 6) return exp4(x);
  if (op == 7) return log4(x);
  if (op == 8) return tanh4(x);
  if (op == 9) return sigmoid4(x);
  if (op == 10) return f32x4.max(x, zero);
  if (op == 11) return f32x4.min(f32x4.max(x, zero), f32x4.splat(6));
  // elu
  if (op == 12) return v128.bitselect(x, expm14(x), f32x4.ge(x, zero));
  // selu
  if (op == 13) {
    const scale = f32x4.splat(1.0507009873554804934193349852946);
    const scaleAlpha = f32x4.splat(1.7580993408473768599402175208123);
    return v128.bitselect(f32x4.mul(scale, x), f32x4.mul(scaleAlpha, expm14(x)), f32x4.ge(x, zero));
  }
  if (op == 14) return softplus4(x);
  // leaky relu with slope p
  if (op == 15) return v128.bitselect(f32x4.mul(p, x), x, f32x4.lt(x, zero));
  // step: 1 above zero, else p; NaN stays
  if (op == 16) {
    const y = v128.bitselect(one, p, f32x4.gt(x, zero));
    return v128.bitselect(y, x, f32x4.eq(x, x));
  }
  // clip to [p, q]; NaN stays
  if (op == 17) {
    const low = v128.bitselect(p, x, f32x4.lt(x, p));
    return v128.bitselect(q, low, f32x4.gt(x, q));
  }
  // sign; NaN gives 0
  if (op == 18) {
    const positive = v128.and(one, f32x4.gt(x, zero));
    return v128.or(positive, v128.and(f32x4.splat(-1), f32x4.lt(x, zero)));
  }
  if (op == 19) return f32x4.floor(x);
  if (op == 20) return f32x4.ceil(x);
  if (op == 21) return erf4(x);
  if (op == 22) return f32x4.nearest(x);
  if (op == 23) return expm14(x);
  return x;
}

@inline
function unaryLoop(op: i32, x: usize, out: usize, n: i32, p: f32, q: f32): void {
  const vp = f32x4.splat(p);
  const vq = f32x4.splat(q);
  // The last vector may reach past the end: blocks are padded to 64 bytes and the surplus is never read as values.
  const end = out + ((<usize>n) << 2);
  const whole = out + ((<usize>(n & ~3)) << 2);
  for (; out < whole; out += 16, x += 16) v128.store(out, unaryValue(op, v128.load(x), vp, vq));
  if (out < end) {
    const v = unaryValue(op, v128.load(x), vp, vq);
    store<f32>(out, f32x4.extract_lane(v, 0));
    if (out + 4 < end) store<f32>(out, f32x4.extract_lane(v, 1), 4);
    if (out + 8 < end) store<f32>(out, f32x4.extract_lane(v, 2), 8);
  }
}

export function unary(op: i32, x: usize, out: usize, n: i32, p: f32, q: f32): void {
  if (op == 0) unaryLoop(0, x, out, n, p, q);
  else if (op == 1) unaryLoop(1, x, out, n, p, q);
  else if (op == 2) unaryLoop(2, x, out, n, p, q);
  else if (op == 3) unaryLoop(3, x, out, n, p, q);
  else if (op == 4) unaryLoop(4, x, out, n, p, q);
  else if (op == 5) unaryLoop(5, x, out, n, p, q);
  else if (op == 6) unaryLoop(6, x, out, n, p, q);
  else if (op == 7) unaryLoop(7, x, out, n, p, q);
  else if (op == 8) unaryLoop(8, x, out, n, p, q);
  else if (op == 9) unaryLoop(9, x, out, n, p, q);
  else if (op == 10) unaryLoop(10, x, out, n, p, q);
  else if (op == 11) unaryLoop(11, x, out, n, p, q);
  else if (op == 12) unaryLoop(12, x, out, n, p, q);
  else if (op == 13) unaryLoop(13, x, out, n, p, q);
  else if (op == 14) unaryLoop(14, x, out, n, p, q);
  else if (op == 15) unaryLoop(15, x, out, n, p, q);
  else if (op == 16) unaryLoop(16, x, out, n, p, q);
  else if (op == 17) unaryLoop(17, x, out, n, p, q);
  else if (op == 18) unaryLoop(18, x, out, n, p, q);
  else if (op == 19) unaryLoop(19, x, out, n, p, q);
  else if (op == 20) unaryLoop(20, x, out, n, p, q);
  else if (op == 21) unaryLoop(21, x, out, n, p, q);
  else if (op == 22) unaryLoop(22, x, out, n, p, q);
  else if (op == 23) unaryLoop(23, x, out, n, p, q);
}

@inline
function binaryValue(op: i32, a: v128, b: v128): v128 {
  const zero = f32x4.splat(0);
  if (op == 0) return f32x4.add(a, b);
  if (op == 1) return f32x4.sub(a, b);
  if (op == 2) return f32x4.mul(a, b);
  if (op == 3) return f32x4.div(a, b);
  if (op == 4) return f32x4.max(a, b);
  if (op == 5) return f32x4.min(a, b);
  if (op == 6) {
    const d = f32x4.sub(a, b);
    return f32x4.mul(d, d);
  }
  // prelu: b is the slope
  if (op == 7) return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, zero));
  // relu gradient: a = dy, b = x or relu(x)
  if (op == 8) return v128.and(a, f32x4.gt(b, zero));
  // relu6 gradient: a = dy, b = x or relu6(x)
  if (op == 9) return v128.and(a, v128.and(f32x4.gt(b, zero), f32x4.lt(b, f32x4.splat(6))));
  // elu gradient: a = dy, b = elu(x)
  if (op == 10) return v128.bitselect(a, f32x4.mul(a, f32x4.add(b, f32x4.splat(1))), f32x4.ge(b, zero));
  return a;
}

@inline
function binaryScalar(op: i32, a: f32, b: f32): f32 {
  return f32x4.extract_lane(binaryValue(op, f32x4.splat(a), f32x4.splat(b)), 0);
}

@inline
function binaryRun(op: i32, a: usize, b: usize, out: usize, n: i32, aStep: i32, bStep: i32): void {
  const whole = out + ((<usize>(n & ~3)) << 2);
  const end = out + ((<usize>n) << 2);
  if (aStep && bStep) {
    for (; out < whole; out += 16, a += 16, b += 16) {
      v128.store(out, binaryValue(op, v128.load(a), v128.load(b)));
    }
    for (; out < end; out += 4, a += 4, b += 4) store<f32>(out, binaryScalar(op, load<f32>(a), load<f32>(b)));
  } else if (aStep) {
    const vb = v128.load32_splat(b);
    for (; out < whole; out += 16, a += 16) v128.store(out, binaryValue(op, v128.load(a), vb));
    for (; out < end; out += 4, a += 4) store<f32>(out, binaryScalar(op, load<f32>(a), load<f32>(b)));
  } else {
    const va = v128.load32_splat(a);
    for (; out < whole; out += 16, b += 16) v128.store(out, binaryValue(op, va, v128.load(b)));
    for (; out < end; out += 4, b += 4) store<f32>(out, binaryScalar(op, load<f32>(a), load<f32>(b)));
  }
}

@inline
function binaryNd(
  op: i32, a: usize, b: usize, out: usize, d0: i32, d1: i32, d2: i32, n: i32,
  a0: i32, a1: i32, a2: i32, aStep: i32, b0: i32, b1: i32, b2: i32, bStep: i32,
): void {
  const bytes = (<usize>n) << 2;
  for (let i = 0; i < d0; i++) {
    for (let j = 0; j < d1; j++) {
      let pa = a + ((<usize>(i * a0 + j * a1)) << 2);
      let pb = b + ((<usize>(i * b0 + j * b1)) << 2);
      for (let k = 0; k < d2; k++) {
        binaryRun(op, pa, pb, out, n, aStep, bStep);
        pa += (<usize>a2) << 2;
        pb += (<usize>b2) << 2;
        out += bytes;
      }
    }
  }
}

/** out [d0, d1, d2, n] = a op b with element strides per dimension (0 broadcasts); the innermost step is 0 or 1. */
export function binary(
  op: i32, a: usize, b: usize, out: usize, d0: i32, d1: i32, d2: i32, n: i32,
  a0: i32, a1: i32, a2: i32, aStep: i32, b0: i32, b1: i32, b2: i32, bStep: i32,
): void {
  if (op == 0) binaryNd(0, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 1) binaryNd(1, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 2) binaryNd(2, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 3) binaryNd(3, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 4) binaryNd(4, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 5) binaryNd(5, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 6) binaryNd(6, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 7) binaryNd(7, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 8) binaryNd(8, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 9) binaryNd(9, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
  else if (op == 10) binaryNd(10, a, b, out, d0, d1, d2, n, a0, a1, a2, aStep, b0, b1, b2, bStep);
}

/** Fills n values. */
export function fill(out: usize, n: i32, value: f32): void {
  if (value == 0 && reinterpret<i32>(value) == 0) {
    memory.fill(out, 0, (<usize>n) << 2);
    return;
  }
  const v = f32x4.splat(value);
  const whole = out + ((<usize>(n & ~3)) << 2);
  const end = out + ((<usize>n) << 2);
  for (; out < whole; out += 16) v128.store(out, v);
  for (; out < end; out += 4) store<f32>(out, value);
}

/** dst [d0, d1, d2, d3, n] = src with element strides (0 repeats, negative reverses); dst advances t0..t3 elements. */
export function copyNd(
  src: usize, dst: usize, d0: i32, d1: i32, d2: i32, d3: i32, n: i32,
  s0: i32, s1: i32, s2: i32, s3: i32, step: i32, t0: i32, t1: i32, t2: i32, t3: i32,
): void {
  const bytes = (<usize>n) << 2;
  const wholes = n & ~3;
  for (let i = 0; i < d0; i++) {
    for (let j = 0; j < d1; j++) {
      for (let k = 0; k < d2; k++) {
        let from = src + ((<usize>(i * s0 + j * s1 + k * s2)) << 2);
        let to = dst + ((<usize>(i * t0 + j * t1 + k * t2)) << 2);
        for (let l = 0; l < d3; l++) {
          if (step == 1) {
            if (n >= 64) {
              memory.copy(to, from, bytes);
            } else {
              let m = 0;
              for (; m < wholes; m += 4) v128.store(to + ((<usize>m) << 2), v128.load(from + ((<usize>m) << 2)));
              for (; m < n; m++) store<f32>(to + ((<usize>m) << 2), load<f32>(from + ((<usize>m) << 2)));
            }
          } else {
            let p = from;
            const stride = (<usize>step) << 2;
            for (let m = 0; m < n; m++, p += stride) store<f32>(to + ((<usize>m) << 2), load<f32>(p));
          }
          from += (<usize>s3) << 2;
          to += (<usize>t3) << 2;
        }
      }
    }
  }
}

/** Matrices turned over: dst [batch, cols, rows] = src [batch, rows, cols], in 4 x 4 blocks. */
export function transpose2d(src: usize, dst: usize, batch: i32, rows: i32, cols: i32): void {
  const ls = (<usize>cols) << 2;
  const ld = (<usize>rows) << 2;
  const rows4 = rows & ~3;
  const cols4 = cols & ~3;
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < rows4; i += 4) {
      for (let j = 0; j < cols4; j += 4) {
        const s = src + <usize>i * ls + ((<usize>j) << 2);
        const d = dst + <usize>j * ld + ((<usize>i) << 2);
        const r0 = v128.load(s);
        const r1 = v128.load(s + ls);
        const r2 = v128.load(s + 2 * ls);
        const r3 = v128.load(s + 3 * ls);
        const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
        const t1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const t2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        v128.store(d, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
        v128.store(d + ld, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7));
        v128.store(d + 2 * ld, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5));
        v128.store(d + 3 * ld, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7));
      }
      for (let j = cols4; j < cols; j++) {
        for (let k = i; k < i + 4; k++) {
          store<f32>(dst + <usize>j * ld + ((<usize>k) << 2), load<f32>(src + <usize>k * ls + ((<usize>j) << 2)));
        }
      }
    }
    for (let i = rows4; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        store<f32>(dst + <usize>j * ld + ((<usize>i) << 2), load<f32>(src + <usize>i * ls + ((<usize>j) << 2)));
      }
    }
    src += <usize>rows * ls;
    dst += <usize>rows * ls;
  }
}
