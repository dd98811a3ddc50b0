import { fma, loadPart, storePart } from './simd';

// Normalization over columns: x is [outer, rows, C], statistics are per (outer, c). Batch normalization is outer = 1;
// the others run per sample and combine the columns of a group (combineMoments, combineSums). Sums run down strips of columns, in blocks of rows
// whose partial sums stay short.

const ROWS: i32 = 512;

/** Mean and biased variance per column, in one pass over values shifted by the first row (no cancellation). */
export function columnMoments(x: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize): void {
  const row = (<usize>C) << 2;
  const count = f32x4.splat(<f32>rows);
  for (let i = 0; i < outer; i++) {
    let c = 0;
    for (; c + 16 <= C; c += 16) {
      const o = (<usize>c) << 2;
      momentStrip(x + o, row, rows, mean + o, variance + o);
    }
    for (; c < C; c += 4) {
      const left = C - c;
      const o = (<usize>c) << 2;
      let p = x + o;
      const shift = loadPart(p, left);
      let sum = f32x4.splat(0);
      let squares = f32x4.splat(0);
      for (let r = 0; r < rows; ) {
        const end = min(rows, r + ROWS);
        let s = f32x4.splat(0);
        let q = f32x4.splat(0);
        for (; r < end; r++, p += row) {
          const d = f32x4.sub(loadPart(p, left), shift);
          s = f32x4.add(s, d);
          q = fma(d, d, q);
        }
        sum = f32x4.add(sum, s);
        squares = f32x4.add(squares, q);
      }
      storeMoments(sum, squares, shift, count, mean + o, variance + o, left);
    }
    x += <usize>rows * row;
    mean += row;
    variance += row;
  }
}

@inline
function storeMoments(sum: v128, squares: v128, shift: v128, count: v128, mean: usize, variance: usize, left: i32): void {
  const m = f32x4.div(sum, count);
  const v = f32x4.sub(f32x4.div(squares, count), f32x4.mul(m, m));
  storePart(mean, left, f32x4.add(m, shift));
  // Rounding may leave a constant column just below zero; f32x4.pmax keeps NaN.
  storePart(variance, left, f32x4.pmax(v, f32x4.splat(0)));
}

/** Moments of 16 columns, a cache line of each row. */
function momentStrip(x: usize, row: usize, rows: i32, mean: usize, variance: usize): void {
  const h0 = v128.load(x), h1 = v128.load(x, 16), h2 = v128.load(x, 32), h3 = v128.load(x, 48);
  let t0 = f32x4.splat(0), t1 = t0, t2 = t0, t3 = t0, u0 = t0, u1 = t0, u2 = t0, u3 = t0;
  for (let r = 0; r < rows; ) {
    const end = min(rows, r + ROWS);
    const start = x;
    const first = r;
    let s0 = f32x4.splat(0), s1 = s0, q0 = s0, q1 = s0;
    for (; r < end; r++, x += row) {
      const d0 = f32x4.sub(v128.load(x), h0);
      const d1 = f32x4.sub(v128.load(x, 16), h1);
      s0 = f32x4.add(s0, d0);
      s1 = f32x4.add(s1, d1);
      q0 = fma(d0, d0, q0);
      q1 = fma(d1, d1, q1);
    }
    t0 = f32x4.add(t0, s0);
    t1 = f32x4.add(t1, s1);
    u0 = f32x4.add(u0, q0);
    u1 = f32x4.add(u1, q1);
    s0 = f32x4.splat(0);
    s1 = s0;
    q0 = s0;
    q1 = s0;
    // The other half of the line, which the first half has brought into the cache.
    x = start;
    for (r = first; r < end; r++, x += row) {
      const d0 = f32x4.sub(v128.load(x, 32), h2);
      const d1 = f32x4.sub(v128.load(x, 48), h3);
      s0 = f32x4.add(s0, d0);
      s1 = f32x4.add(s1, d1);
      q0 = fma(d0, d0, q0);
      q1 = fma(d1, d1, q1);
    }
    t2 = f32x4.add(t2, s0);
    t3 = f32x4.add(t3, s1);
    u2 = f32x4.add(u2, q0);
    u3 = f32x4.add(u3, q1);
  }
  const count = f32x4.splat(<f32>rows);
  storeMoments(t0, u0, h0, count, mean, variance, 4);
  storeMoments(t1, u1, h1, count, mean + 16, variance + 16, 4);
  storeMoments(t2, u2, h2, count, mean + 32, variance + 32, 4);
  storeMoments(t3, u3, h3, count, mean + 48, variance + 48, 4);
}

/** Means and variances of columns, replaced by those of their group of `depth` columns (equal rows in each). */
export function combineMoments(mean: usize, variance: usize, groups: i32, depth: i32): void {
  for (let g = 0; g < groups; g++) {
    let m: f64 = 0;
    for (let d = 0; d < depth; d++) m += <f64>load<f32>(mean + ((<usize>d) << 2));
    m /= <f64>depth;
    let v: f64 = 0;
    for (let d = 0; d < depth; d++) {
      const off = <f64>load<f32>(mean + ((<usize>d) << 2)) - m;
      v += <f64>load<f32>(variance + ((<usize>d) << 2)) + off * off;
    }
    v /= <f64>depth;
    for (let d = 0; d < depth; d++) {
      store<f32>(mean + ((<usize>d) << 2), <f32>m);
      store<f32>(variance + ((<usize>d) << 2), <f32>v);
    }
    mean += (<usize>depth) << 2;
    variance += (<usize>depth) << 2;
  }
}

/**
 * y = (x - mean) * (gamma / sqrt(variance + epsilon)) + beta, then relu (1) or relu6 (2).
 * `scale` is working memory for outer * C values.
 */
export function columnNormalize(
  x: usize, y: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize, gamma: usize, beta: usize,
  epsilon: f32, activation: i32, scale: usize,
): void {
  const row = (<usize>C) << 2;
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  const whole = (<usize>(C & ~3)) << 2;
  for (let i = 0; i < outer; i++) {
    for (let c: usize = 0; c < row; c += 4) {
      const inverse: f32 = 1 / sqrt<f32>(load<f32>(variance + c) + epsilon);
      store<f32>(scale + c, load<f32>(gamma + c) * inverse);
    }
    for (let r = 0; r < rows; r++) {
      let o: usize = 0;
      if (activation) {
        for (; o < whole; o += 16) {
          const d = f32x4.sub(v128.load(x + o), v128.load(mean + o));
          let v = f32x4.max(fma(d, v128.load(scale + o), v128.load(beta + o)), zero);
          if (activation == 2) v = f32x4.min(v, six);
          v128.store(y + o, v);
        }
      } else {
        for (; o < whole; o += 16) {
          const d = f32x4.sub(v128.load(x + o), v128.load(mean + o));
          v128.store(y + o, fma(d, v128.load(scale + o), v128.load(beta + o)));
        }
      }
      if (o < row) {
        const left = C & 3;
        const d = f32x4.sub(loadPart(x + o, left), loadPart(mean + o, left));
        let v = fma(d, loadPart(scale + o, left), loadPart(beta + o, left));
        if (activation) v = f32x4.max(v, zero);
        if (activation == 2) v = f32x4.min(v, six);
        storePart(y + o, left, v);
      }
      x += row;
      y += row;
    }
    mean += row;
    variance += row;
  }
}

@inline
function masked(dy: v128, y: v128, activation: i32): v128 {
  let m = f32x4.gt(y, f32x4.splat(0));
  if (activation == 2) m = v128.and(m, f32x4.lt(y, f32x4.splat(6)));
  return v128.and(dy, m);
}

/** dy where the activated output (x - mean) * scale + beta lets it through: the same expression as in the forward pass. */
@inline
function passed(dy: v128, d: v128, scale: v128, beta: v128, activation: i32): v128 {
  return masked(dy, fma(d, scale, beta), activation);
}

/**
 * Per (outer, c): sumDy = sum dy and sumDyX = sum dy * (x - mean) / sqrt(variance + epsilon).
 * With an activation, dy counts only where the activated output lets it through; that is worked out again from x, which is
 * cheaper than reading the output.
 */
export function columnGradientSums(
  dy: usize, x: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f32,
  activation: i32, sumDy: usize, sumDyX: usize,
): void {
  const row = (<usize>C) << 2;
  for (let i = 0; i < outer; i++) {
    for (let r0 = 0; r0 == 0 || r0 < rows; r0 += ROWS) {
      const count = min(ROWS, rows - r0);
      for (let c = 0; c < C; c += 8) {
        const left = C - c;
        const o = (<usize>c) << 2;
        const p = dy + <usize>r0 * row + o;
        const q = x + <usize>r0 * row + o;
        if (left >= 8) {
          sumStrip(p, q, count, row, mean + o, variance + o, gamma + o, beta + o, epsilon, activation, sumDy + o, sumDyX + o, r0);
        } else {
          sumTail(p, q, count, row, left, mean + o, variance + o, gamma + o, beta + o, epsilon, activation, sumDy + o, sumDyX + o, r0);
        }
      }
    }
    const bytes = <usize>rows * row;
    dy += bytes;
    x += bytes;
    mean += row;
    variance += row;
    sumDy += row;
    sumDyX += row;
  }
}

@inline
function inverseDeviation(variance: v128, epsilon: f32): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
}

function sumStrip(
  dy: usize, x: usize, count: i32, row: usize, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f32,
  activation: i32, sumDy: usize, sumDyX: usize, add: i32,
): void {
  const m0 = v128.load(mean);
  const m1 = v128.load(mean, 16);
  const i0 = inverseDeviation(v128.load(variance), epsilon);
  const i1 = inverseDeviation(v128.load(variance, 16), epsilon);
  let s0 = f32x4.splat(0), s1 = s0, q0 = s0, q1 = s0;
  if (activation) {
    const g0 = f32x4.mul(v128.load(gamma), i0);
    const g1 = f32x4.mul(v128.load(gamma, 16), i1);
    const b0 = v128.load(beta);
    const b1 = v128.load(beta, 16);
    for (let r = count; r > 0; r--, dy += row, x += row) {
      const d0 = f32x4.sub(v128.load(x), m0);
      const d1 = f32x4.sub(v128.load(x, 16), m1);
      const y0 = passed(v128.load(dy), d0, g0, b0, activation);
      const y1 = passed(v128.load(dy, 16), d1, g1, b1, activation);
      s0 = f32x4.add(s0, y0);
      s1 = f32x4.add(s1, y1);
      q0 = fma(y0, d0, q0);
      q1 = fma(y1, d1, q1);
    }
  } else {
    for (let r = count; r > 0; r--, dy += row, x += row) {
      const y0 = v128.load(dy);
      const y1 = v128.load(dy, 16);
      s0 = f32x4.add(s0, y0);
      s1 = f32x4.add(s1, y1);
      q0 = fma(y0, f32x4.sub(v128.load(x), m0), q0);
      q1 = fma(y1, f32x4.sub(v128.load(x, 16), m1), q1);
    }
  }
  q0 = f32x4.mul(q0, i0);
  q1 = f32x4.mul(q1, i1);
  if (add) {
    s0 = f32x4.add(s0, v128.load(sumDy));
    s1 = f32x4.add(s1, v128.load(sumDy, 16));
    q0 = f32x4.add(q0, v128.load(sumDyX));
    q1 = f32x4.add(q1, v128.load(sumDyX, 16));
  }
  v128.store(sumDy, s0);
  v128.store(sumDy, s1, 16);
  v128.store(sumDyX, q0);
  v128.store(sumDyX, q1, 16);
}

/** The last 1 to 7 columns, in vectors filled up with zeros. */
function sumTail(
  dy: usize, x: usize, count: i32, row: usize, columns: i32, mean: usize, variance: usize, gamma: usize, beta: usize,
  epsilon: f32, activation: i32, sumDy: usize, sumDyX: usize, add: i32,
): void {
  for (let c = 0; c < columns; c += 4) {
    const left = columns - c;
    const o = (<usize>c) << 2;
    const m = loadPart(mean + o, left);
    const inverse = inverseDeviation(loadPart(variance + o, left), epsilon);
    const g = f32x4.mul(loadPart(gamma + o, left), inverse);
    const b = loadPart(beta + o, left);
    let s = f32x4.splat(0);
    let q = s;
    let p = o;
    for (let r = count; r > 0; r--, p += row) {
      const d = f32x4.sub(loadPart(x + p, left), m);
      let y = loadPart(dy + p, left);
      if (activation) y = passed(y, d, g, b, activation);
      s = f32x4.add(s, y);
      q = fma(y, d, q);
    }
    q = f32x4.mul(q, inverse);
    if (add) {
      s = f32x4.add(s, loadPart(sumDy + o, left));
      q = f32x4.add(q, loadPart(sumDyX + o, left));
    }
    storePart(sumDy + o, left, s);
    storePart(sumDyX + o, left, q);
  }
}

/**
 * Gradient of the normalization with respect to x, with `groups` groups of C / groups columns over which the statistics ran:
 * dx = inv * (gamma * dy - (A + xhat * B) / M), A = sum gamma * sumDy, B = sum gamma * sumDyX, M = rows * C / groups.
 * `work`: 3 C values.
 */
export function columnGradient(
  dy: usize, x: usize, dx: usize, outer: i32, rows: i32, C: i32, groups: i32, mean: usize, variance: usize,
  gamma: usize, beta: usize, epsilon: f32, activation: i32, sumDy: usize, sumDyX: usize, work: usize,
): void {
  const row = (<usize>C) << 2;
  const depth = C / groups;
  const p = work;
  const q = work + row;
  const r = q + row;
  const count = <f64>rows * <f64>depth;
  const whole = (<usize>(C & ~3)) << 2;
  for (let i = 0; i < outer; i++) {
    for (let g = 0; g < groups; g++) {
      let a: f64 = 0;
      let b: f64 = 0;
      for (let d = 0; d < depth; d++) {
        const o = (<usize>(g * depth + d)) << 2;
        const weight = <f64>load<f32>(gamma + o);
        a += weight * <f64>load<f32>(sumDy + o);
        b += weight * <f64>load<f32>(sumDyX + o);
      }
      for (let d = 0; d < depth; d++) {
        const o = (<usize>(g * depth + d)) << 2;
        // In single precision, as the forward pass has it: the activation's mask must come out the same.
        const inverse: f32 = 1 / sqrt<f32>(load<f32>(variance + o) + epsilon);
        store<f32>(p + o, load<f32>(gamma + o) * inverse);
        store<f32>(q + o, <f32>((-<f64>inverse * <f64>inverse * b) / count));
        store<f32>(r + o, <f32>((-<f64>inverse * a) / count));
      }
    }
    for (let n = 0; n < rows; n++) {
      let o: usize = 0;
      if (activation) {
        for (; o < whole; o += 16) {
          const d = f32x4.sub(v128.load(x + o), v128.load(mean + o));
          const scale = v128.load(p + o);
          const g = passed(v128.load(dy + o), d, scale, v128.load(beta + o), activation);
          v128.store(dx + o, fma(d, v128.load(q + o), fma(g, scale, v128.load(r + o))));
        }
      } else {
        for (; o < whole; o += 16) {
          const d = f32x4.sub(v128.load(x + o), v128.load(mean + o));
          v128.store(dx + o, fma(d, v128.load(q + o), fma(v128.load(dy + o), v128.load(p + o), v128.load(r + o))));
        }
      }
      if (o < row) {
        const left = C & 3;
        const d = f32x4.sub(loadPart(x + o, left), loadPart(mean + o, left));
        const scale = loadPart(p + o, left);
        let g = loadPart(dy + o, left);
        if (activation) g = passed(g, d, scale, loadPart(beta + o, left), activation);
        storePart(dx + o, left, fma(d, loadPart(q + o, left), fma(g, scale, loadPart(r + o, left))));
      }
      dy += row;
      x += row;
      dx += row;
    }
    mean += row;
    variance += row;
    sumDy += row;
    sumDyX += row;
  }
}

/** y = activation(x + bias), x [rows, C]. */
export function biasActivation(x: usize, bias: usize, y: usize, rows: i32, C: i32, activation: i32): void {
  const row = (<usize>C) << 2;
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < C; c += 4) {
      const left = C - c;
      const o = (<usize>c) << 2;
      let v = f32x4.add(loadPart(x + o, left), loadPart(bias + o, left));
      if (activation) v = f32x4.max(v, zero);
      if (activation == 2) v = f32x4.min(v, six);
      storePart(y + o, left, v);
    }
    x += row;
    y += row;
  }
}

/**
 * Gradient of an activated sum: dx = dy where the activation lets it through, dbias = its column sums.
 * dx may be 0 (linear: dx is dy itself), dbias may be 0.
 */
export function biasActivationGradient(
  dy: usize, y: usize, dx: usize, dbias: usize, rows: i32, C: i32, activation: i32,
): void {
  const row = (<usize>C) << 2;
  if (dbias) memory.fill(dbias, 0, row);
  for (let r0 = 0; r0 < rows; r0 += ROWS) {
    const end = min(rows, r0 + ROWS);
    for (let c = 0; c < C; c += 4) {
      const left = C - c;
      let p = <usize>r0 * row + ((<usize>c) << 2);
      let s = f32x4.splat(0);
      for (let r = r0; r < end; r++, p += row) {
        let g = loadPart(dy + p, left);
        if (activation) g = masked(g, loadPart(y + p, left), activation);
        if (dx) storePart(dx + p, left, g);
        s = f32x4.add(s, g);
      }
      if (dbias) {
        const o = dbias + ((<usize>c) << 2);
        storePart(o, left, f32x4.add(loadPart(o, left), s));
      }
    }
  }
}
