import { fma } from './simd';

// Normalization over columns: x is [outer, rows, C], statistics are per (outer, c). Batch normalization is outer = 1;
// the others run per sample and combine the columns of a group (combineMoments, combineSums). All loops run down a strip of
// 8 columns, in blocks of rows whose partial sums stay short.

const ROWS: i32 = 512;

/** Vectors of 4 values of a column strip of `left` columns: plain, or the first `left` values and zeros. */
@inline
function loadColumns(p: usize, left: i32): v128 {
  if (left >= 4) return v128.load(p);
  let v = f32x4.replace_lane(f32x4.splat(0), 0, load<f32>(p));
  if (left > 1) v = f32x4.replace_lane(v, 1, load<f32>(p, 4));
  if (left > 2) v = f32x4.replace_lane(v, 2, load<f32>(p, 8));
  return v;
}

@inline
function storeColumns(p: usize, left: i32, v: v128): void {
  if (left >= 4) {
    v128.store(p, v);
    return;
  }
  store<f32>(p, f32x4.extract_lane(v, 0));
  if (left > 1) store<f32>(p, f32x4.extract_lane(v, 1), 4);
  if (left > 2) store<f32>(p, f32x4.extract_lane(v, 2), 8);
}

/** Mean and biased variance per column, in one pass over values shifted by the first row (no cancellation). */
export function columnMoments(x: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize): void {
  const row = (<usize>C) << 2;
  const count = f32x4.splat(<f32>rows);
  for (let i = 0; i < outer; i++) {
    for (let c = 0; c < C; c += 4) {
      const left = C - c;
      const o = (<usize>c) << 2;
      let p = x + o;
      const shift = loadColumns(p, left);
      let sum = f32x4.splat(0);
      let squares = f32x4.splat(0);
      for (let r = 0; r < rows; ) {
        const end = min(rows, r + ROWS);
        let s = f32x4.splat(0);
        let q = f32x4.splat(0);
        if (left >= 4) {
          for (; r < end; r++, p += row) {
            const d = f32x4.sub(v128.load(p), shift);
            s = f32x4.add(s, d);
            q = fma(d, d, q);
          }
        } else {
          for (; r < end; r++, p += row) {
            const d = f32x4.sub(loadColumns(p, left), shift);
            s = f32x4.add(s, d);
            q = fma(d, d, q);
          }
        }
        sum = f32x4.add(sum, s);
        squares = f32x4.add(squares, q);
      }
      const m = f32x4.div(sum, count);
      const v = f32x4.sub(f32x4.div(squares, count), f32x4.mul(m, m));
      storeColumns(mean + o, left, f32x4.add(m, shift));
      // Rounding may leave a constant column just below zero; f32x4.pmax keeps NaN.
      storeColumns(variance + o, left, f32x4.pmax(v, f32x4.splat(0)));
    }
    x += <usize>rows * row;
    mean += row;
    variance += row;
  }
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
 * gamma and beta are [C] or null; `scale` is working memory for outer * C values.
 */
export function columnNormalize(
  x: usize, y: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize, gamma: usize, beta: usize,
  epsilon: f32, activation: i32, scale: usize,
): void {
  const row = (<usize>C) << 2;
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  for (let i = 0; i < outer; i++) {
    for (let c: usize = 0; c < row; c += 4) {
      const inverse: f32 = 1 / sqrt<f32>(load<f32>(variance + c) + epsilon);
      store<f32>(scale + c, gamma ? load<f32>(gamma + c) * inverse : inverse);
    }
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < C; c += 4) {
        const left = C - c;
        const o = (<usize>c) << 2;
        const d = f32x4.sub(loadColumns(x + o, left), loadColumns(mean + o, left));
        let v = fma(d, loadColumns(scale + o, left), beta ? loadColumns(beta + o, left) : zero);
        if (activation) v = f32x4.max(v, zero);
        if (activation == 2) v = f32x4.min(v, six);
        storeColumns(y + o, left, v);
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

/**
 * Per (outer, c): sumDy = sum dy and sumDyX = sum dy * (x - mean) / sqrt(variance + epsilon).
 * With an activation, dy counts only where the activated output `y` lets it through.
 */
export function columnGradientSums(
  dy: usize, x: usize, y: usize, outer: i32, rows: i32, C: i32, mean: usize, variance: usize, epsilon: f32,
  activation: i32, sumDy: usize, sumDyX: usize,
): void {
  const row = (<usize>C) << 2;
  for (let i = 0; i < outer; i++) {
    for (let c = 0; c < C; c += 4) {
      const left = C - c;
      const o = (<usize>c) << 2;
      const m = loadColumns(mean + o, left);
      let sum = f32x4.splat(0);
      let product = f32x4.splat(0);
      let p = o;
      for (let r = 0; r < rows; ) {
        const end = min(rows, r + ROWS);
        let s = f32x4.splat(0);
        let q = f32x4.splat(0);
        for (; r < end; r++, p += row) {
          let g = loadColumns(dy + p, left);
          if (activation) g = masked(g, loadColumns(y + p, left), activation);
          s = f32x4.add(s, g);
          q = fma(g, f32x4.sub(loadColumns(x + p, left), m), q);
        }
        sum = f32x4.add(sum, s);
        product = f32x4.add(product, q);
      }
      const inverse = f32x4.div(
        f32x4.splat(1), f32x4.sqrt(f32x4.add(loadColumns(variance + o, left), f32x4.splat(epsilon))),
      );
      storeColumns(sumDy + o, left, sum);
      storeColumns(sumDyX + o, left, f32x4.mul(product, inverse));
    }
    const bytes = <usize>rows * row;
    dy += bytes;
    x += bytes;
    y += bytes;
    mean += row;
    variance += row;
    sumDy += row;
    sumDyX += row;
  }
}

/**
 * Gradient of the normalization with respect to x, with `groups` groups of C / groups columns over which the statistics ran:
 * dx = inv * (gamma * dy - (A + xhat * B) / M), A = sum gamma * sumDy, B = sum gamma * sumDyX, M = rows * C / groups.
 * `work`: 3 C values.
 */
export function columnGradient(
  dy: usize, x: usize, y: usize, dx: usize, outer: i32, rows: i32, C: i32, groups: i32, mean: usize, variance: usize,
  gamma: usize, epsilon: f32, activation: i32, sumDy: usize, sumDyX: usize, work: usize,
): void {
  const row = (<usize>C) << 2;
  const depth = C / groups;
  const p = work;
  const q = work + row;
  const r = q + row;
  const count = <f64>rows * <f64>depth;
  for (let i = 0; i < outer; i++) {
    for (let g = 0; g < groups; g++) {
      let a: f64 = 0;
      let b: f64 = 0;
      for (let d = 0; d < depth; d++) {
        const o = (<usize>(g * depth + d)) << 2;
        const weight: f64 = gamma ? <f64>load<f32>(gamma + o) : 1;
        a += weight * <f64>load<f32>(sumDy + o);
        b += weight * <f64>load<f32>(sumDyX + o);
      }
      for (let d = 0; d < depth; d++) {
        const o = (<usize>(g * depth + d)) << 2;
        const inverse: f64 = 1 / sqrt<f64>(<f64>load<f32>(variance + o) + <f64>epsilon);
        store<f32>(p + o, <f32>(inverse * (gamma ? <f64>load<f32>(gamma + o) : 1)));
        store<f32>(q + o, <f32>((-inverse * inverse * b) / count));
        store<f32>(r + o, <f32>((-inverse * a) / count));
      }
    }
    for (let n = 0; n < rows; n++) {
      for (let c = 0; c < C; c += 4) {
        const left = C - c;
        const o = (<usize>c) << 2;
        let g = loadColumns(dy + o, left);
        if (activation) g = masked(g, loadColumns(y + o, left), activation);
        const d = f32x4.sub(loadColumns(x + o, left), loadColumns(mean + o, left));
        const v = fma(d, loadColumns(q + o, left), fma(g, loadColumns(p + o, left), loadColumns(r + o, left)));
        storeColumns(dx + o, left, v);
      }
      dy += row;
      x += row;
      y += row;
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
      let v = f32x4.add(loadColumns(x + o, left), loadColumns(bias + o, left));
      if (activation) v = f32x4.max(v, zero);
      if (activation == 2) v = f32x4.min(v, six);
      storeColumns(y + o, left, v);
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
        let g = loadColumns(dy + p, left);
        if (activation) g = masked(g, loadColumns(y + p, left), activation);
        if (dx) storeColumns(dx + p, left, g);
        s = f32x4.add(s, g);
      }
      if (dbias) {
        const o = dbias + ((<usize>c) << 2);
        storeColumns(o, left, f32x4.add(loadColumns(o, left), s));
      }
    }
  }
}
